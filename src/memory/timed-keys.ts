import { gathered } from './gathered.js';
import { grown } from './grown.js';
import { KeyTable } from './key-table.js';

/** Keys of one instant, from the oldest to the newest. */
export interface SavedTimedKeys {
  readonly lo: Int32Array;
  readonly hi: Int32Array;
  readonly at: Float64Array;
}

/**
 * Keys that leave when their time is up: each has the time `at` which it was added, and those times never fall. So
 * they leave in the order in which they came, and looking at the oldest is enough.
 */
export class TimedKeys {
  readonly keys: KeyTable;
  /** By slot. */
  #at: Float64Array = new Float64Array(0);

  constructor(limit: number) {
    this.keys = new KeyTable(limit);
  }

  /** The slot of a key that is not there yet. There must be room. */
  add(lo: number, hi: number, at: number): number {
    const slot = this.keys.insert(lo, hi);
    if (slot >= this.#at.length) this.#at = grown(this.#at, this.keys.capacity);
    this.#at[slot] = at;
    return slot;
  }

  /** Removes every key with `newest - at > timeout`. Returns their number. */
  expire(newest: number, timeout: number): number {
    const { keys } = this;
    const before = keys.size;
    for (let slot = keys.oldest; slot !== -1; slot = keys.oldest) {
      if (!(newest - this.#at[slot]! > timeout)) break;
      keys.remove(slot);
    }
    return before - keys.size;
  }

  /** Copies, in the order of `slots`: that of the keys. */
  copy(slots: Int32Array): SavedTimedKeys {
    return { ...this.keys.keys(slots), at: gathered(this.#at, slots) };
  }

  /** Key `i` gets slot `i`. False, and nothing is there, when a key comes twice or there are more than `limit`. */
  restore({ lo, hi, at }: SavedTimedKeys): boolean {
    this.#at = grown(at, this.keys.capacity);
    return this.keys.restore(lo, hi);
  }
}
