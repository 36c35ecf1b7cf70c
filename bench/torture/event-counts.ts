/** How often each event of one file was met, up to 255 times; by its number. */
export class EventCounts {
  #counts = new Uint8Array(1 << 16);

  add(seq: number): void {
    if (seq >= this.#counts.length) this.#grow(seq);
    this.#counts[seq] = Math.min(255, this.#counts[seq]! + 1);
  }

  of(seq: number): number {
    return this.#counts[seq] ?? 0;
  }

  #grow(seq: number): void {
    const grown = new Uint8Array(2 ** Math.ceil(Math.log2(seq + 1)));
    grown.set(this.#counts);
    this.#counts = grown;
  }
}
