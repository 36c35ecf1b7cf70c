/** When each slot of an instrument was made, in milliseconds since the epoch: where its counting begins. */
export class BirthTimes {
  #times = new Float64Array(16);
  #size = 0;

  /** Every slot below `size` that has no time yet was made now. */
  note(size: number, now: number): void {
    while (this.#size < size) this.set(this.#size, now);
  }

  set(slot: number, time: number): void {
    if (slot >= this.#times.length) {
      const next = new Float64Array((slot + 1) * 2);
      next.set(this.#times);
      this.#times = next;
    }
    this.#times[slot] = time;
    this.#size = Math.max(this.#size, slot + 1);
  }

  at(slot: number): number {
    return this.#times[slot]!;
  }

  /** A copy of this instant. */
  copy(): Float64Array {
    return this.#times.slice(0, this.#size);
  }
}
