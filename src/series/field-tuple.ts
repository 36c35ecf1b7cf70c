import type { Batch } from '../decode/batch.js';
import { KeyHash } from '../memory/key-hash.js';
import { HashedColumn } from './hashed-column.js';

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
  readonly #columns: readonly { readonly column: number; readonly hashes: HashedColumn }[];
  readonly #cells: Int32Array;
  readonly #words: Int32Array;
  #generation = -1;

  /** `columns` of the batch, one at least; `seed`: that of an earlier one, a random one when left out. */
  constructor(columns: readonly number[], seed?: string) {
    this.#hash = new KeyHash(seed);
    this.seed = this.#hash.seed;
    this.#columns = columns.map((column) => {
      return { column, hashes: new HashedColumn(this.#hash, (text) => text ?? '') };
    });
    this.#cells = new Int32Array(columns.length);
    this.#words = new Int32Array(2 * columns.length);
  }

  /** Reads the event in `row`. False when one of the fields is absent, null or empty. */
  read({ ids, dictionary }: Batch, row: number): boolean {
    let isNew = dictionary.generation !== this.#generation;
    this.#generation = dictionary.generation;
    for (let i = 0; i < this.#columns.length; i += 1) {
      const { column, hashes } = this.#columns[i]!;
      const cell = ids[column]![row]!;
      if (cell === this.#cells[i] && !isNew) continue;
      isNew = true;
      this.#cells[i] = cell;
      if (cell === 0 || !hashes.write(cell, dictionary, this.#words, 2 * i)) {
        // The cells of this event are known in part.
        this.#generation = -1;
        return false;
      }
    }
    if (isNew) this.#combine();
    return true;
  }

  #combine(): void {
    if (this.#columns.length === 1) {
      this.lo = this.#words[0]!;
      this.hi = this.#words[1]!;
      return;
    }
    this.#hash.words(this.#words, this.#words.length);
    this.lo = this.#hash.lo;
    this.hi = this.#hash.hi;
  }
}
