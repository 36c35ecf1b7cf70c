import { grown } from './grown.js';

/** How long the present run of events is, by slot of whoever knows whose run it is. */
export class Streaks {
  #lengths = new Float64Array(16);

  /** One more event; gives the length that the run has now. */
  extend(slot: number): number {
    const length = (this.#lengths[slot] ?? 0) + 1;
    this.set(slot, length);
    return length;
  }

  /** The run is over. Slots that were never extended are at 0 as well. */
  end(slot: number): void {
    this.set(slot, 0);
  }

  set(slot: number, length: number): void {
    if (slot >= this.#lengths.length) this.#lengths = grown(this.#lengths, 2 * (slot + 1));
    this.#lengths[slot] = length;
  }

  /** The lengths of the first `size` slots; a copy. */
  lengths(size: number): Float64Array {
    return grown(this.#lengths, size).slice(0, size);
  }
}
