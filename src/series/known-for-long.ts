import type { Clock } from '../base/clock.js';

/** Milliseconds between two notes: what is known for long may be so by that much longer. */
const STEP = 30_000;

/** Which slots have been there for some time: sizes, noted now and then. By a clock that nobody sets. */
export class KnownForLong {
  readonly #clock: Clock;
  readonly #time: number;
  /** Oldest first. */
  #notes: { readonly at: number; readonly sizes: Map<string, number> }[] = [];

  /** `time`: milliseconds that are long. */
  constructor(clock: Clock, time: number) {
    this.#clock = clock;
    this.#time = time;
  }

  /** Takes note of the sizes of now, and returns those that were noted long ago; of each instrument once. */
  note(sizes: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
    const now = this.#clock.monotonic();
    const last = this.#notes.at(-1);
    if (last === undefined || now - last.at >= STEP) this.#notes.push({ at: now, sizes: new Map(sizes) });
    const old = this.#notes.filter(({ at }) => now - at >= this.#time);
    this.#notes = this.#notes.slice(old.length);
    return old.at(-1)?.sizes ?? new Map();
  }

  /** Forgets instruments that are not there any more. */
  retain(instruments: ReadonlySet<string>): void {
    for (const { sizes } of this.#notes) {
      for (const key of sizes.keys()) if (!instruments.has(key)) sizes.delete(key);
    }
  }
}
