import type { Random } from '../../base/random.js';

// Times are kept to 1/64 ms, which adds up without rounding: one seed gives the same lines however time is cut.
const grid = 64;

/** What is going to happen, in order of simulated time (milliseconds since the start). */
export class Agenda {
  readonly #entries: { readonly at: number; readonly act: () => void }[] = [];
  #now = 0;

  /** Time of the act that runs now. */
  get now(): number {
    return this.#now;
  }

  after(milliseconds: number, act: () => void): void {
    const at = this.#now + Math.round(milliseconds * grid) / grid;
    let place = this.#entries.length;
    while (place > 0 && this.#entries[place - 1]!.at > at) place -= 1;
    this.#entries.splice(place, 0, { at, act });
  }

  /** Again and again, `mean` milliseconds apart on average, as things happen that know nothing of each other. */
  often(random: Random, mean: number, act: () => void): void {
    this.after(exponential(random, mean), () => {
      act();
      this.often(random, mean, act);
    });
  }

  runUntil(time: number): void {
    while (this.#entries.length > 0 && this.#entries[0]!.at <= time) {
      const { at, act } = this.#entries.shift()!;
      this.#now = at;
      act();
    }
    this.#now = time;
  }
}

/** A wait of `mean` on average, at least a millisecond. */
export function exponential(random: Random, mean: number): number {
  return Math.max(1, -Math.log(1 - random()) * mean);
}
