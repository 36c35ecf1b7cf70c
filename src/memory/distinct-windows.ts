import type { MemorySnapshot } from './memory-snapshot.js';
import { RecentValues } from './recent-values.js';
import { WindowSketches } from './window-sketches.js';

const VERSION = 1;

/** A window with up to that many values is exact. */
const PER_SET = 1_024;
/** Values of all label sets together, at 36 bytes. */
const VALUES = 2 ** 17;
/** Memory of all estimates together. */
const SKETCH_BYTES = 8 * 2 ** 20;

export interface DistinctOptions {
  /** Lengths of the sliding windows, in seconds. */
  readonly windows: readonly number[];
  /** By window: the number whose reaching is told, or undefined. */
  readonly notifyAt: readonly (number | undefined)[];
  /** Most label sets; their numbers are below it. */
  readonly sets: number;
  /** Exact up to so many values of a label set; default 1,024. */
  readonly perSet?: number;
  /** Exact up to so many values of all label sets together; default 131,072. */
  readonly values?: number;
  /** Bytes of all estimates together; default 8 MiB. */
  readonly sketchBytes?: number;
}

/**
 * Numbers of different values per label set in sliding windows. A value counts in a window of W seconds that ends at
 * `now` while `now - W < t <= now`, t being the latest time of its events. Events may come in any order.
 *
 * With N values counting, of a label set and a window, the answer is
 * - exactly N, if N is not above `values / sets` (with a limit of 1,000 label sets: 131);
 * - exactly N, if N is not above `perSet`, as long as there are no more than `values` of all label sets together, in the
 *   longest window and the 60th part of it before;
 * - else an estimate: of the values whose latest event is younger than W, and perhaps of some that are older by less
 *   than W / 120, never of fewer; with a standard error of 1.6 % (`hyper-log-log.ts`; more where more than 128 windows
 *   are estimated at once: `window-sketches.ts`).
 *
 * `add` tells when an event makes a number reach its `notifyAt`. It decides by the newest time of all events so far,
 * never by a clock, so the same lines give the same answer whenever they are read; it is exact where the number is.
 */
export class DistinctWindows {
  /** By window: 1 when the last `add` made its number reach `notifyAt`, else 0. */
  readonly reached: Uint8Array;
  readonly #options: DistinctOptions;
  readonly #windows: readonly number[];
  readonly #longest: number;
  /** By window: whether its number was below `notifyAt` before the event at hand. */
  readonly #below: Uint8Array;
  #values: RecentValues;
  #sketches: WindowSketches;
  #newest = Number.NEGATIVE_INFINITY;

  constructor(options: DistinctOptions) {
    this.#options = options;
    this.#windows = options.windows;
    this.#longest = Math.max(...this.#windows);
    this.reached = new Uint8Array(this.#windows.length);
    this.#below = new Uint8Array(this.#windows.length);
    this.#values = this.#noValues();
    this.#sketches = this.#noSketches();
  }

  /** Values that are known one by one, of all label sets. */
  get values(): number {
    return this.#values.size;
  }

  /** Windows of label sets that are estimated, or were at the last event of the set. */
  get estimates(): number {
    return this.#sketches.size;
  }

  /** Whether an event at `time` is in no window that ends at the newest time: then it counts nowhere. */
  isTooLate(time: number): boolean {
    return time <= this.#newest - this.#longest;
  }

  /**
   * An event of a label set with the value of this hash (see KeyHash), at `time` in seconds. True when it made the
   * number of a window reach `notifyAt`: `reached` tells of which.
   */
  add(set: number, lo: number, hi: number, time: number): boolean {
    if (this.isTooLate(time)) return false;
    if (time > this.#newest) this.#newest = time;
    const newest = this.#newest;
    this.#advance(set);
    // What most events are: nothing but the time of a value changes, so no number does.
    if (this.#values.renew(set, lo, hi, time, newest)) return false;
    let isBelow = false;
    for (let window = 0; window < this.#windows.length; window += 1) {
      const below = time > newest - this.#windows[window]! && !this.#hasReached(set, window);
      this.#below[window] = below ? 1 : 0;
      if (below) isBelow = true;
    }
    this.#values.meet(set, lo, hi, time, newest);
    if (this.#values.hasLost(set)) this.#addToSketches(set, lo, hi, time);
    return isBelow && this.#noteReached(set);
  }

  /** The number of a label set in window number `window` that ends at `now`, or at the newest time if that is later. */
  count(set: number, window: number, now: number): number {
    const end = Math.max(now, this.#newest);
    const known = this.#values.count(set, window, end);
    if (this.#values.isExact(set, window, end)) return known;
    return Math.max(known, Math.round(this.#sketches.get(set, window)!.estimate(end)));
  }

  /** Empties a label set: its number belongs to another one from now on. */
  forget(set: number): void {
    if (this.#values.hasLost(set))
      for (let window = 0; window < this.#windows.length; window += 1) this.#sketches.drop(set, window);
    this.#values.forget(set);
  }

  snapshot(): MemorySnapshot {
    const values = this.#values.snapshot();
    const newest = Float64Array.of(this.#newest);
    const columns = { ...values.columns, ...this.#sketches.snapshot().columns, newest };
    return { head: { ...values.head, version: VERSION }, columns };
  }

  /**
   * On a fresh object. `setOf` tells the number that a label set has now, -1 when it was forgotten. False when it is no
   * snapshot of this kind: then nothing is remembered.
   */
  restore(saved: MemorySnapshot, setOf: Int32Array): boolean {
    const { newest } = saved.columns;
    if (saved.head['version'] === VERSION && newest?.length === 1) {
      this.#newest = newest[0]!;
      const isRestored =
        this.#sketches.restore(saved, setOf) &&
        this.#values.restore(saved, setOf, this.#newest, (set, lo, hi, time) => {
          if (this.#values.hasLost(set)) this.#addToSketches(set, lo, hi, time);
        });
      if (isRestored && setOf.every((set) => set === -1 || this.#isWhole(set))) return true;
    }
    this.#newest = Number.NEGATIVE_INFINITY;
    this.#values = this.#noValues();
    this.#sketches = this.#noSketches();
    return false;
  }

  #noValues(): RecentValues {
    const { windows, sets, perSet = PER_SET, values = VALUES } = this.#options;
    const none = new RecentValues({ windows, sets, perSet, values: Math.max(values, sets) });
    none.onLost = (set, time, newest) => this.#estimate(set, time, newest);
    return none;
  }

  #noSketches(): WindowSketches {
    return new WindowSketches(this.#windows, this.#options.sketchBytes ?? SKETCH_BYTES);
  }

  /** Drops what is in no window any more, and estimates that are no longer needed. */
  #advance(set: number): void {
    this.#values.advance(set, this.#newest);
    if (!this.#values.hasLost(set)) return;
    let isExact = true;
    for (let window = 0; window < this.#windows.length; window += 1) {
      if (this.#values.isExact(set, window, this.#newest)) this.#sketches.drop(set, window);
      else isExact = false;
    }
    if (isExact) this.#values.forgive(set);
  }

  /** True too when nothing is to be told: then nothing can be reached. */
  #hasReached(set: number, window: number): boolean {
    const notifyAt = this.#options.notifyAt[window];
    return notifyAt === undefined || this.#isAtLeast(set, window, notifyAt);
  }

  /** As `count`, without an estimate where that is not needed. */
  #isAtLeast(set: number, window: number, number: number): boolean {
    if (this.#values.count(set, window, this.#newest) >= number) return true;
    return (
      !this.#values.isExact(set, window, this.#newest) && this.count(set, window, this.#newest) >= number
    );
  }

  #noteReached(set: number): boolean {
    let any = false;
    for (let window = 0; window < this.#windows.length; window += 1) {
      const reached = this.#below[window] === 1 && this.#hasReached(set, window);
      this.reached[window] = reached ? 1 : 0;
      if (reached) any = true;
    }
    return any;
  }

  /** A value that was met at `time` is given up: windows with that time in them are estimated from now on. */
  #estimate(set: number, time: number, newest: number): void {
    for (let window = 0; window < this.#windows.length; window += 1) {
      if (time <= newest - this.#windows[window]! || this.#sketches.get(set, window) !== undefined) continue;
      const isNeeded = (other: number, its: number) => !this.#values.isExact(other, its, newest);
      const sketch = this.#sketches.make(set, window, newest, isNeeded);
      this.#values.each(set, window, newest, (lo, hi, at) => sketch.add(lo, hi, at, newest));
    }
  }

  #addToSketches(set: number, lo: number, hi: number, time: number): void {
    for (let window = 0; window < this.#windows.length; window += 1) {
      if (time > this.#newest - this.#windows[window]!)
        this.#sketches.get(set, window)?.add(lo, hi, time, this.#newest);
    }
  }

  /** Whether every window that is not exact has its estimate. */
  #isWhole(set: number): boolean {
    return this.#windows.every((_, window) => {
      return this.#values.isExact(set, window, this.#newest) || this.#sketches.get(set, window) !== undefined;
    });
  }
}
