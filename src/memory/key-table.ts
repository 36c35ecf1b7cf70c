import { grown } from './grown.js';

const FIRST_CAPACITY = 16;

/** Integers of an entry, and where in it they stand. Side by side: what an event touches is in one line of the cache. */
const ENTRY = 4;
const HI = 1;
const NEXT = 2;
const PREVIOUS = 3;

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
  /**
   * By node, which is slot + 1: both halves of the key, the next and the previous node. At node 0 the ring of all keys is
   * closed: its next is the oldest, its previous the newest.
   */
  #entries: Int32Array;
  /** Nodes that were freed, linked by their next; behind them those that were never used. */
  #free = 0;
  #used = 0;
  /** Open addressing, at most half full: the low half of a key and its node, which is 0 where free. */
  #table: Int32Array;

  /** `limit`: at least 1. */
  constructor(limit: number) {
    this.limit = limit;
    this.#capacity = Math.min(limit, FIRST_CAPACITY);
    this.#entries = new Int32Array(ENTRY * (this.#capacity + 1));
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
    return this.#entries[NEXT]! - 1;
  }

  /** The slot that follows in the order from the oldest to the newest; -1 behind the last. */
  newer(slot: number): number {
    return this.#entries[ENTRY * (slot + 1) + NEXT]! - 1;
  }

  /** All slots from the oldest to the newest. */
  order(): Int32Array {
    const slots = new Int32Array(this.#size);
    for (let i = 0, slot = this.oldest; slot !== -1; i += 1, slot = this.newer(slot)) slots[i] = slot;
    return slots;
  }

  /** Both halves of the keys of `slots`. */
  keys(slots: Int32Array): { readonly lo: Int32Array; readonly hi: Int32Array } {
    return { lo: slots.map((slot) => this.lo(slot)), hi: slots.map((slot) => this.hi(slot)) };
  }

  lo(slot: number): number {
    return this.#entries[ENTRY * (slot + 1)]!;
  }

  hi(slot: number): number {
    return this.#entries[ENTRY * (slot + 1) + HI]!;
  }

  /** The slot of a key, or -1. */
  find(keyLo: number, keyHi: number): number {
    const table = this.#table;
    const entries = this.#entries;
    const lo = keyLo | 0;
    const hi = keyHi | 0;
    const mask = table.length - 1;
    for (let at = (lo << 1) & mask; ; at = (at + 2) & mask) {
      const node = table[at + 1]!;
      if (node === 0 || (table[at] === lo && entries[ENTRY * node + HI] === hi)) return node - 1;
    }
  }

  /** Gives a slot to a key that has none; it is the newest. When the table is full it is the slot of `oldest`. */
  insert(lo: number, hi: number): number {
    if (this.#size === this.limit) {
      this.forgotten += 1;
      this.remove(this.oldest);
    } else if (this.#size === this.#capacity) this.#grow();
    let node = this.#free;
    if (node !== 0) this.#free = this.#entries[ENTRY * node + NEXT]!;
    else {
      this.#used += 1;
      node = this.#used;
    }
    this.#size += 1;
    this.#entries[ENTRY * node] = lo;
    this.#entries[ENTRY * node + HI] = hi;
    this.#linkNewest(node);
    this.#enter(node);
    return node - 1;
  }

  /** Makes a key the newest. */
  touch(slot: number): void {
    if (this.#entries[PREVIOUS] === slot + 1) return;
    this.#unlink(slot + 1);
    this.#linkNewest(slot + 1);
  }

  remove(slot: number): void {
    const node = slot + 1;
    this.#leave(node);
    this.#unlink(node);
    this.#entries[ENTRY * node + NEXT] = this.#free;
    this.#free = node;
    this.#size -= 1;
  }

  clear(): void {
    this.#table.fill(0);
    this.#entries.fill(0, 0, ENTRY);
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
    const entries = this.#entries;
    const last = entries[PREVIOUS]!;
    entries[ENTRY * last + NEXT] = node;
    entries[ENTRY * node + PREVIOUS] = last;
    entries[ENTRY * node + NEXT] = 0;
    entries[PREVIOUS] = node;
  }

  #unlink(node: number): void {
    const entries = this.#entries;
    const next = entries[ENTRY * node + NEXT]!;
    const previous = entries[ENTRY * node + PREVIOUS]!;
    entries[ENTRY * previous + NEXT] = next;
    entries[ENTRY * next + PREVIOUS] = previous;
  }

  #enter(node: number): void {
    const table = this.#table;
    const lo = this.#entries[ENTRY * node]!;
    const mask = table.length - 1;
    let at = (lo << 1) & mask;
    while (table[at + 1] !== 0) at = (at + 2) & mask;
    table[at] = lo;
    table[at + 1] = node;
  }

  /** Frees the place of a key, and moves up those behind it that would no longer be found. */
  #leave(node: number): void {
    const table = this.#table;
    const mask = table.length - 1;
    let gap = (this.#entries[ENTRY * node]! << 1) & mask;
    while (table[gap + 1] !== node) gap = (gap + 2) & mask;
    for (let at = (gap + 2) & mask; table[at + 1] !== 0; at = (at + 2) & mask) {
      const wanted = (table[at]! << 1) & mask;
      // Its way from `wanted` to `at` leads over the gap.
      if (((at - wanted) & mask) >= ((at - gap) & mask)) {
        table[gap] = table[at]!;
        table[gap + 1] = table[at + 1]!;
        gap = at;
      }
    }
    table[gap + 1] = 0;
  }

  #grow(): void {
    this.#capacity = Math.min(this.limit, this.#capacity * 2);
    this.#entries = grown(this.#entries, ENTRY * (this.#capacity + 1));
    this.#table = new Int32Array(tableLength(this.#capacity));
    for (let slot = this.oldest; slot !== -1; slot = this.newer(slot)) this.#enter(slot + 1);
  }
}

/** Two integers for each place; the power of two that leaves the table at most half full. */
function tableLength(capacity: number): number {
  return 2 ** (1 + Math.ceil(Math.log2(2 * capacity)));
}
