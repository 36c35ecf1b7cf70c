/**
 * Finds the slot of a tuple of small integers; slots are dense, given out in order, and never move.
 * Open addressing over typed arrays: no key is ever made into a string or an object.
 */
export class SlotTable {
  readonly #width: number;
  /** Keys of slot s at [s * width, (s + 1) * width). */
  #keys: Int32Array;
  /** Slot + 1, or 0 where free. */
  #table = new Int32Array(64);
  #size = 0;

  constructor(width: number) {
    this.#width = width;
    this.#keys = new Int32Array(16 * Math.max(1, width));
  }

  get size(): number {
    return this.#size;
  }

  /** The slot of `key` (its first `width` integers), or -1. */
  find(key: Int32Array): number {
    const mask = this.#table.length - 1;
    let at = this.#hash(key) & mask;
    for (;;) {
      const slot = this.#table[at]! - 1;
      if (slot === -1 || this.#equals(slot, key)) return slot;
      at = (at + 1) & mask;
    }
  }

  /** Gives a slot to a key that has none. */
  add(key: Int32Array): number {
    const slot = this.#size;
    this.#size += 1;
    if ((slot + 1) * this.#width > this.#keys.length) this.#keys = doubled(this.#keys);
    for (let i = 0; i < this.#width; i += 1) this.#keys[slot * this.#width + i] = key[i]!;
    if (this.#size * 2 > this.#table.length) this.#rebuild();
    else this.#insert(slot, key);
    return slot;
  }

  /** Integer number `i` of the key of a slot. */
  keyAt(slot: number, i: number): number {
    return this.#keys[slot * this.#width + i]!;
  }

  #hash(key: Int32Array): number {
    let hash = 0;
    for (let i = 0; i < this.#width; i += 1) hash = (Math.imul(hash, 0x9e3779b1) + key[i]!) | 0;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    return hash ^ (hash >>> 13);
  }

  #equals(slot: number, key: Int32Array): boolean {
    const from = slot * this.#width;
    for (let i = 0; i < this.#width; i += 1) if (this.#keys[from + i] !== key[i]) return false;
    return true;
  }

  #insert(slot: number, key: Int32Array): void {
    const mask = this.#table.length - 1;
    let at = this.#hash(key) & mask;
    while (this.#table[at] !== 0) at = (at + 1) & mask;
    this.#table[at] = slot + 1;
  }

  #rebuild(): void {
    this.#table = new Int32Array(this.#table.length * 2);
    for (let slot = 0; slot < this.#size; slot += 1) {
      this.#insert(slot, this.#keys.subarray(slot * this.#width, (slot + 1) * this.#width));
    }
  }
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const next = new Int32Array(array.length * 2);
  next.set(array);
  return next;
}
