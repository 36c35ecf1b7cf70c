import { gathered } from './gathered.js';
import { grown } from './grown.js';

const FIRST_CAPACITY = 16;

/**
 * At most `limit` keys of 64 bits (`lo` and `hi` of a KeyHash), in the order they were last met. A key has a slot, a
 * number below `capacity`, as long as it is there: 0, 1, 2 …, freed ones first. What belongs to it is kept by the
 * owner in typed arrays of its own, by slot:
 *
 *     let slot = table.find(lo, hi);
 *     if (slot === -1) {
 *       slot = table.insert(lo, hi);                    // full: the oldest key is forgotten and its slot used again
 *       times = grown(times, table.capacity);
 *     } else table.touch(slot);                         // from now on the newest
 *
 * All of them take constant time, and none allocates but where the table grows; an empty one is small. Keys must be
 * well mixed in both halves: they are looked up as they are.
 */
export class KeyTable {
  readonly limit: number;
  /** Keys that were forgotten for want of room. */
  forgotten = 0;
  #size = 0;
  #capacity: number;
  #lo: Int32Array;
  #hi: Int32Array;
  /** Links by slot + 1. At 0 the ring of all keys is closed: its next is the oldest, its previous the newest. */
  #next: Int32Array;
  #previous: Int32Array;
  /** Slots + 1 that were freed, linked by `#next`; behind them those that were never used. */
  #free = 0;
  #used = 0;
  /** Open addressing: slot + 1, or 0 where free. At most half full. */
  #table: Int32Array;

  /** `limit`: at least 1. */
  constructor(limit: number) {
    this.limit = limit;
    this.#capacity = Math.min(limit, FIRST_CAPACITY);
    this.#lo = new Int32Array(this.#capacity);
    this.#hi = new Int32Array(this.#capacity);
    this.#next = new Int32Array(this.#capacity + 1);
    this.#previous = new Int32Array(this.#capacity + 1);
    this.#table = new Int32Array(tableLength(this.#capacity));
  }

  get size(): number {
    return this.#size;
  }

  /** Every slot is below it. Grows up to `limit`. */
  get capacity(): number {
    return this.#capacity;
  }

  /** The slot of the key that was not met for longest; -1 when there is none. */
  get oldest(): number {
    return this.#next[0]! - 1;
  }

  /** The slot that follows in the order from the oldest to the newest; -1 behind the last. */
  newer(slot: number): number {
    return this.#next[slot + 1]! - 1;
  }

  /** All slots from the oldest to the newest. */
  order(): Int32Array {
    const slots = new Int32Array(this.#size);
    for (let i = 0, slot = this.oldest; slot !== -1; i += 1, slot = this.newer(slot)) slots[i] = slot;
    return slots;
  }

  /** Both halves of the keys of `slots`. */
  keys(slots: Int32Array): { readonly lo: Int32Array; readonly hi: Int32Array } {
    return { lo: gathered(this.#lo, slots), hi: gathered(this.#hi, slots) };
  }

  lo(slot: number): number {
    return this.#lo[slot]!;
  }

  hi(slot: number): number {
    return this.#hi[slot]!;
  }

  /** The slot of a key, or -1. */
  find(keyLo: number, keyHi: number): number {
    const lo = keyLo | 0;
    const hi = keyHi | 0;
    const mask = this.#table.length - 1;
    let at = lo & mask;
    for (;;) {
      const slot = this.#table[at]! - 1;
      if (slot === -1 || (this.#lo[slot] === lo && this.#hi[slot] === hi)) return slot;
      at = (at + 1) & mask;
    }
  }

  /** Gives a slot to a key that has none; it is the newest. When the table is full it is the slot of `oldest`. */
  insert(lo: number, hi: number): number {
    if (this.#size === this.limit) {
      this.forgotten += 1;
      this.remove(this.oldest);
    } else if (this.#size === this.#capacity) this.#grow();
    let node = this.#free;
    if (node !== 0) this.#free = this.#next[node]!;
    else {
      this.#used += 1;
      node = this.#used;
    }
    this.#size += 1;
    this.#lo[node - 1] = lo;
    this.#hi[node - 1] = hi;
    this.#linkNewest(node);
    this.#enter(node);
    return node - 1;
  }

  /** Makes a key the newest. */
  touch(slot: number): void {
    if (this.#previous[0] === slot + 1) return;
    this.#unlink(slot + 1);
    this.#linkNewest(slot + 1);
  }

  remove(slot: number): void {
    const node = slot + 1;
    this.#leave(node);
    this.#unlink(node);
    this.#next[node] = this.#free;
    this.#free = node;
    this.#size -= 1;
  }

  clear(): void {
    this.#table.fill(0);
    this.#next[0] = 0;
    this.#previous[0] = 0;
    this.#free = 0;
    this.#used = 0;
    this.#size = 0;
  }

  /**
   * Puts back keys given from the oldest to the newest: key `i` gets slot `i`. False, and the table is empty, when
   * they cannot be what such a table held.
   */
  restore(lo: ArrayLike<number>, hi: ArrayLike<number>): boolean {
    this.clear();
    if (lo.length !== hi.length || lo.length > this.limit) return false;
    for (let i = 0; i < lo.length; i += 1) {
      if (this.find(lo[i]!, hi[i]!) !== -1) {
        this.clear();
        return false;
      }
      this.insert(lo[i]!, hi[i]!);
    }
    return true;
  }

  #linkNewest(node: number): void {
    const last = this.#previous[0]!;
    this.#next[last] = node;
    this.#previous[node] = last;
    this.#next[node] = 0;
    this.#previous[0] = node;
  }

  #unlink(node: number): void {
    const next = this.#next[node]!;
    const previous = this.#previous[node]!;
    this.#next[previous] = next;
    this.#previous[next] = previous;
  }

  #enter(node: number): void {
    const mask = this.#table.length - 1;
    let at = this.#lo[node - 1]! & mask;
    while (this.#table[at] !== 0) at = (at + 1) & mask;
    this.#table[at] = node;
  }

  /** Frees the place of a key, and moves up those behind it that would no longer be found. */
  #leave(node: number): void {
    const table = this.#table;
    const mask = table.length - 1;
    let gap = this.#lo[node - 1]! & mask;
    while (table[gap] !== node) gap = (gap + 1) & mask;
    for (let at = (gap + 1) & mask; table[at] !== 0; at = (at + 1) & mask) {
      const wanted = this.#lo[table[at]! - 1]! & mask;
      // Its way from `wanted` to `at` leads over the gap.
      if (((at - wanted) & mask) >= ((at - gap) & mask)) {
        table[gap] = table[at]!;
        gap = at;
      }
    }
    table[gap] = 0;
  }

  #grow(): void {
    this.#capacity = Math.min(this.limit, this.#capacity * 2);
    this.#lo = grown(this.#lo, this.#capacity);
    this.#hi = grown(this.#hi, this.#capacity);
    this.#next = grown(this.#next, this.#capacity + 1);
    this.#previous = grown(this.#previous, this.#capacity + 1);
    this.#table = new Int32Array(tableLength(this.#capacity));
    for (let node = this.#next[0]!; node !== 0; node = this.#next[node]!) this.#enter(node);
  }
}

/** The power of two that leaves the table at most half full. */
function tableLength(capacity: number): number {
  return 2 ** Math.ceil(Math.log2(2 * capacity));
}
