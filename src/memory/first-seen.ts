import { KeyTable } from './key-table.js';
import type { MemorySnapshot } from './memory-snapshot.js';

const VERSION = 1;

/**
 * Tells which keys are met for the first time. Exact for up to `limit` keys; beyond that the one not met for longest
 * (by the order of events, not by their times) is forgotten, and new when it comes again.
 *
 * During `learn` seconds from the time of the first event that ever came, keys are remembered, but none is new: the
 * first day of a log is no alarm. An event counts as within by its own time, so a log of last week that is read now is
 * learned for as long as one that is read as it grows.
 */
export class FirstSeen {
  readonly #learn: number;
  readonly #keys: KeyTable;
  /** Time of the first event; NaN before it. */
  #start = Number.NaN;

  /** `limit`: at least 1; `learn` in seconds. */
  constructor(limit: number, learn: number) {
    this.#keys = new KeyTable(limit);
    this.#learn = learn;
  }

  /** Keys that are remembered. */
  get size(): number {
    return this.#keys.size;
  }

  get limit(): number {
    return this.#keys.limit;
  }

  /** Keys that were forgotten for want of room. */
  get forgotten(): number {
    return this.#keys.forgotten;
  }

  /** An event with this key (see KeyHash) at `time`, in seconds. True when it is new and the learning is over. */
  meet(lo: number, hi: number, time: number): boolean {
    if (Number.isNaN(this.#start)) this.#start = time;
    const slot = this.#keys.find(lo, hi);
    if (slot !== -1) {
      this.#keys.touch(slot);
      return false;
    }
    this.#keys.insert(lo, hi);
    return time >= this.#start + this.#learn;
  }

  snapshot(): MemorySnapshot {
    const { lo, hi } = this.#keys.keys(this.#keys.order());
    const head = { version: VERSION, forgotten: this.forgotten };
    return { head, columns: { lo, hi, start: Float64Array.of(this.#start) } };
  }

  /** On a fresh object. False when it is no snapshot of this kind: then nothing is remembered. */
  restore({ head, columns: { lo, hi, start } }: MemorySnapshot): boolean {
    const { version, forgotten } = head;
    if (version !== VERSION || typeof forgotten !== 'number') return false;
    if (lo === undefined || hi === undefined || start?.length !== 1) return false;
    // With a smaller limit than it was taken with, the oldest are forgotten.
    const extra = Math.max(0, lo.length - this.limit);
    if (!this.#keys.restore(lo.subarray(extra), hi.subarray(extra))) return false;
    this.#keys.forgotten = forgotten + extra;
    this.#start = start[0]!;
    return true;
  }
}
