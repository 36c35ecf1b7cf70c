import type { Batch } from '../decode/batch.js';
import type { Dictionary } from '../decode/dictionary.js';
import { KeyHash } from '../memory/key-hash.js';
import { HashedColumn } from './hashed-column.js';
import { RecentTuples } from './recent-tuples.js';

/**
 * The values that an event has in some fields, as one hash: equal for equal texts, so the number 1 and the text "1" are
 * the same. The hash of the event read last stands in `lo` and `hi`.
 */
export class FieldTuple {
  lo = 0;
  hi = 0;
  /** See KeyHash: hashes of another seed are of no use. */
  readonly seed: string;
  readonly #hash: KeyHash;
  readonly #columns: readonly number[];
  readonly #hashes: readonly HashedColumn[];
  readonly #recent: RecentTuples;
  readonly #cells: Int32Array;
  readonly #words: Int32Array;
  /** Whether every cell of the event read last has a text. */
  #isWhole = false;
  #generation = -1;

  /** `columns` of the batch, one at least; `seed`: that of an earlier one, a random one when left out. */
  constructor(columns: readonly number[], seed?: string) {
    this.#hash = new KeyHash(seed);
    this.seed = this.#hash.seed;
    this.#columns = columns;
    this.#hashes = columns.map(() => new HashedColumn(this.#hash, (text) => text ?? ''));
    this.#recent = new RecentTuples(columns.length);
    this.#cells = new Int32Array(columns.length);
    this.#words = new Int32Array(2 * columns.length);
  }

  /** Reads the event in `row`. False when one of the fields is absent, null or empty. */
  read({ ids, dictionary }: Batch, row: number): boolean {
    let isNew = false;
    if (dictionary.generation !== this.#generation) {
      this.#generation = dictionary.generation;
      this.#recent.clear();
      isNew = true;
    }
    const cells = this.#cells;
    for (let i = 0; i < cells.length; i += 1) {
      const cell = ids[this.#columns[i]!]![row]!;
      if (cell === cells[i]) continue;
      isNew = true;
      cells[i] = cell;
    }
    if (isNew) this.#isWhole = this.#recall() || this.#work(dictionary);
    return this.#isWhole;
  }

  #recall(): boolean {
    if (!this.#recent.find(this.#cells)) return false;
    this.lo = this.#recent.lo;
    this.hi = this.#recent.hi;
    return true;
  }

  /** Hashes the cells at hand. False when one of them has no text. */
  #work(dictionary: Dictionary): boolean {
    const words = this.#words;
    for (let i = 0; i < this.#cells.length; i += 1) {
      const cell = this.#cells[i]!;
      if (cell === 0 || !this.#hashes[i]!.write(cell, dictionary, words, 2 * i)) return false;
    }
    if (words.length > 2) this.#hash.words(words, words.length);
    this.lo = words.length > 2 ? this.#hash.lo : words[0]!;
    this.hi = words.length > 2 ? this.#hash.hi : words[1]!;
    this.#recent.put(this.#cells, this.lo, this.hi);
    return true;
  }
}
