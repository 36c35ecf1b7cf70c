import { KeyTable } from './key-table.js';

/** The slots of values of label sets: of a hash (see KeyHash) and the number of a set; one value may be in many sets. */
export class ValueKeys {
  readonly #table: KeyTable;

  /** The owner removes values before there are more than `limit`. */
  constructor(limit: number) {
    this.#table = new KeyTable(limit);
  }

  get size(): number {
    return this.#table.size;
  }

  get isFull(): boolean {
    return this.#table.size === this.#table.limit;
  }

  /** The slot of a value, or -1. */
  find(set: number, lo: number, hi: number): number {
    return this.#table.find(lo ^ saltLo(set), hi ^ saltHi(set));
  }

  /** Gives a slot to a value that has none. */
  insert(set: number, lo: number, hi: number): number {
    return this.#table.insert(lo ^ saltLo(set), hi ^ saltHi(set));
  }

  remove(slot: number): void {
    this.#table.remove(slot);
  }

  /** The hash of a value of `set`. */
  lo(set: number, slot: number): number {
    return this.#table.lo(slot) ^ saltLo(set);
  }

  hi(set: number, slot: number): number {
    return this.#table.hi(slot) ^ saltHi(set);
  }
}

function saltLo(set: number): number {
  return Math.imul(set + 1, 0x9e3779b1);
}

function saltHi(set: number): number {
  return Math.imul(set + 1, 0x85ebca6b);
}
