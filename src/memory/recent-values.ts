import type { MemorySnapshot } from './memory-snapshot.js';
import { TimeLists } from './time-lists.js';
import { ValueKeys } from './value-keys.js';

/** When there is no room, values that are in no window any more are looked for so often per longest window. */
const SWEEPS = 60;

export interface RecentValuesOptions {
  /** Lengths of the windows, in seconds. */
  readonly windows: readonly number[];
  /** Most label sets; their numbers are below it. */
  readonly sets: number;
  /** Most values of one set. */
  readonly perSet: number;
  /** Most values of all sets together; not below `sets`. */
  readonly values: number;
}

/**
 * The values of every label set with the time of their last event: the youngest `perSet` of each. When all sets
 * together have no more room, a set with more than its share (`values / sets`) gives up its oldest. A value that is in
 * no window any more is dropped.
 *
 * So a window with no more values than the share is known exactly whatever other sets do, and one with up to `perSet`
 * as long as there is room: what is given up is older than all that stays.
 *
 * `newest`, an argument of nearly everything, is the newest time so far: it never falls. Times are in seconds.
 */
export class RecentValues {
  /** Told when a value that may be in a window is given up, and is still there: its set, the time of its last event. */
  onLost: (set: number, time: number, newest: number) => void = () => {};
  readonly #options: RecentValuesOptions;
  readonly #longest: number;
  readonly #shortest: number;
  readonly #share: number;
  readonly #keys: ValueKeys;
  readonly #lists: TimeLists;
  /** By set: the latest time of a value that was given up. */
  readonly #lost: Float64Array;
  /** The set that is asked next whether it has more than its share. */
  #hand = 0;
  #swept = Number.NEGATIVE_INFINITY;

  constructor(options: RecentValuesOptions) {
    this.#options = options;
    this.#longest = Math.max(...options.windows);
    this.#shortest = Math.min(...options.windows);
    this.#share = Math.floor(options.values / options.sets);
    this.#keys = new ValueKeys(options.values);
    this.#lists = new TimeLists(options.windows);
    this.#lost = new Float64Array(options.sets).fill(Number.NEGATIVE_INFINITY);
  }

  /** Values of all sets. */
  get size(): number {
    return this.#keys.size;
  }

  /** Values known of a set in window number `window` that ends at `now`, which is not before `newest`. */
  count(set: number, window: number, now: number): number {
    return this.#lists.count(set, window, now);
  }

  /** Whether `count` is all there are. Once true it stays true as time goes on, until something else is lost. */
  isExact(set: number, window: number, now: number): boolean {
    return this.#lost[set]! <= now - this.#options.windows[window]!;
  }

  /** Whether anything of a set was given up that `forgive` has not been called for. */
  hasLost(set: number): boolean {
    return this.#lost[set]! > Number.NEGATIVE_INFINITY;
  }

  /** What was lost of a set is in no window any more. */
  forgive(set: number): void {
    this.#lost[set] = Number.NEGATIVE_INFINITY;
  }

  /** To be called before everything else of a set. */
  advance(set: number, newest: number): void {
    this.#lists.advance(set, newest);
    for (let oldest = this.#lists.oldest(set); oldest !== -1; oldest = this.#lists.oldest(set)) {
      if (this.#lists.time(oldest) > newest - this.#longest) return;
      this.#remove(oldest);
    }
  }

  /** An event with this value (see KeyHash) at `time`, which is in one of the windows that end at `newest`. */
  meet(set: number, lo: number, hi: number, time: number, newest: number): void {
    const known = this.#keys.find(set, lo, hi);
    if (known !== -1) {
      if (time > this.#lists.time(known)) this.#lists.move(known, time, newest);
    } else if (this.#makeRoom(set, time, newest)) {
      this.#lists.add(set, this.#keys.insert(set, lo, hi), time, newest);
    }
  }

  /** As `meet`, for a value that is in every window, of a set of which nothing was given up. False: it is no such value. */
  renew(set: number, lo: number, hi: number, time: number, newest: number): boolean {
    if (this.hasLost(set)) return false;
    const known = this.#keys.find(set, lo, hi);
    if (known === -1) return false;
    const before = this.#lists.time(known);
    if (before <= newest - this.#shortest) return false;
    if (time > before) this.#lists.move(known, time, newest);
    return true;
  }

  /** Calls `visit` for every value known of a set in window number `window`. */
  each(
    set: number,
    window: number,
    newest: number,
    visit: (lo: number, hi: number, time: number) => void,
  ): void {
    const start = newest - this.#options.windows[window]!;
    for (let entry = this.#lists.oldest(set); entry !== -1; entry = this.#lists.newerThan(entry)) {
      const time = this.#lists.time(entry);
      if (time > start) visit(this.#keys.lo(set, entry), this.#keys.hi(set, entry), time);
    }
  }

  /** Empties a set. */
  forget(set: number): void {
    for (let oldest = this.#lists.oldest(set); oldest !== -1; oldest = this.#lists.oldest(set))
      this.#remove(oldest);
    this.forgive(set);
  }

  snapshot(): MemorySnapshot {
    // In the order of the slots: so memory is read from its start to its end.
    const slots = this.#lists.entries();
    const set = new Int32Array(slots.length);
    const lo = new Int32Array(slots.length);
    const hi = new Int32Array(slots.length);
    const time = new Float64Array(slots.length);
    for (let i = 0; i < slots.length; i += 1) {
      const slot = slots[i]!;
      set[i] = this.#lists.listOf(slot);
      time[i] = this.#lists.time(slot);
      lo[i] = this.#keys.lo(set[i]!, slot);
      hi[i] = this.#keys.hi(set[i]!, slot);
    }
    const swept = Float64Array.of(this.#swept);
    return { head: { hand: this.#hand }, columns: { set, lo, hi, time, lost: this.#lost.slice(), swept } };
  }

  /**
   * On a fresh object. `setOf` tells the number that a set has now, -1 when it is no more. What has no room here is given
   * up; `onMet` is called for every value. False when it is no snapshot of this kind; the object is of no use then.
   */
  restore(
    { head: { hand }, columns }: MemorySnapshot,
    setOf: Int32Array,
    newest: number,
    onMet: (set: number, lo: number, hi: number, time: number) => void,
  ): boolean {
    const { set, lo, hi, time, lost, swept } = columns;
    if (!set || !lo || !hi || !time || !lost || swept?.length !== 1) return false;
    if (lo.length !== set.length || hi.length !== set.length || time.length !== set.length) return false;
    if (typeof hand !== 'number' || lost.length < setOf.length) return false;
    this.#hand = Math.max(0, setOf[hand] ?? 0);
    this.#swept = swept[0]!;
    setOf.forEach((now, before) => {
      if (now !== -1) this.#lost[now] = lost[before]!;
    });
    for (const i of inOrder(time)) {
      const now = setOf[set[i]!];
      // A time after the newest one would never leave the windows.
      if (now === undefined || !(time[i]! <= newest)) return false;
      if (now === -1) continue;
      this.meet(now, lo[i]!, hi[i]!, time[i]!, newest);
      onMet(now, lo[i]!, hi[i]!, time[i]!);
    }
    return true;
  }

  /** False when it is the value itself, of `time`, that has to go. */
  #makeRoom(set: number, time: number, newest: number): boolean {
    const size = this.#lists.size(set);
    if (size < this.#options.perSet) {
      if (!this.#keys.isFull || this.#sweep(newest)) return true;
      if (size < this.#share) return this.#takeFromOther(newest);
    }
    const oldest = this.#lists.oldest(set);
    const isOldest = time <= this.#lists.time(oldest);
    this.#lose(set, isOldest ? time : this.#lists.time(oldest), newest);
    if (!isOldest) this.#remove(oldest);
    return !isOldest;
  }

  /** A set with more than its share gives up its oldest. There is one: else there would be room. */
  #takeFromOther(newest: number): true {
    while (this.#lists.size(this.#hand) <= this.#share) this.#hand = (this.#hand + 1) % this.#options.sets;
    this.advance(this.#hand, newest);
    if (this.#keys.isFull) {
      const oldest = this.#lists.oldest(this.#hand);
      this.#lose(this.#hand, this.#lists.time(oldest), newest);
      this.#remove(oldest);
    }
    return true;
  }

  /** Drops what is in no window. False when that was done not long ago, or made no room. */
  #sweep(newest: number): boolean {
    if (newest - this.#swept < this.#longest / SWEEPS) return false;
    this.#swept = newest;
    for (let set = 0; set < this.#options.sets; set += 1) this.advance(set, newest);
    return !this.#keys.isFull;
  }

  #lose(set: number, time: number, newest: number): void {
    this.#lost[set] = Math.max(this.#lost[set]!, time);
    this.onLost(set, time, newest);
  }

  #remove(entry: number): void {
    this.#lists.remove(entry);
    this.#keys.remove(entry);
  }
}

function inOrder(times: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: times.length }, (_, i) => i).sort((a, b) => times[a]! - times[b]!);
}
