/** Lines that will be written, by the time at which they will be; those of one time in the order they were added. */
export class WriteQueue {
  readonly #heap: { readonly at: number; readonly turn: number; readonly line: string }[] = [];
  #turn = 0;

  add(at: number, line: string): void {
    const heap = this.#heap;
    let place = heap.push({ at, turn: this.#turn, line }) - 1;
    this.#turn += 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.#before(place, parent)) break;
      this.#swap(place, parent);
      place = parent;
    }
  }

  /** Takes out, in order, the lines that are to be written at `time` or before. */
  *until(time: number): Generator<string> {
    const heap = this.#heap;
    while (heap.length > 0 && heap[0]!.at <= time) {
      const { line } = heap[0]!;
      const last = heap.pop()!;
      if (heap.length > 0) {
        heap[0] = last;
        this.#sink();
      }
      yield line;
    }
  }

  #sink(): void {
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      if (left >= this.#heap.length) return;
      const child = left + 1 < this.#heap.length && this.#before(left + 1, left) ? left + 1 : left;
      if (!this.#before(child, place)) return;
      this.#swap(place, child);
      place = child;
    }
  }

  #before(a: number, b: number): boolean {
    const [one, other] = [this.#heap[a]!, this.#heap[b]!];
    return one.at < other.at || (one.at === other.at && one.turn < other.turn);
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap;
    [heap[a], heap[b]] = [heap[b]!, heap[a]!];
  }
}
