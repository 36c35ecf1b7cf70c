import type { Batch } from '../decode/batch.js';
import type { KeyHash } from '../memory/key-hash.js';

/**
 * The key that tells which events belong together: the texts of one field or of several, read from the raw columns of
 * the batch. Texts are equal as they stand, so the number 1 and the text "1" are the same key.
 */
export class RawKey {
  readonly #fields: readonly (readonly number[])[];
  readonly #words: Int32Array;

  /** Per field its raw columns; the first that has a text counts. */
  constructor(fields: readonly (readonly number[])[]) {
    this.#fields = fields;
    this.#words = new Int32Array(2 * fields.length);
  }

  /** Hashes the key of the event in `row` with `hash`. False when a field is absent, null, empty, or no plain value. */
  read(hash: KeyHash, batch: Batch, row: number): boolean {
    const fields = this.#fields;
    for (let i = 0; i < fields.length; i += 1) {
      if (!hashFirst(fields[i]!, hash, batch, row)) return false;
      this.#words[2 * i] = hash.lo;
      this.#words[2 * i + 1] = hash.hi;
    }
    if (fields.length > 1) hash.words(this.#words, this.#words.length);
    return true;
  }
}

function hashFirst(raws: readonly number[], hash: KeyHash, batch: Batch, row: number): boolean {
  for (let i = 0; i < raws.length; i += 1) {
    const raw = raws[i]!;
    const start = batch.rawStart(raw, row);
    if (start !== -1) {
      const end = batch.rawEnd(raw, row);
      if (end === start) continue;
      hash.bytes(batch.bytes, start, end);
      return true;
    }
    const text = batch.rawText(raw, row);
    if (text === undefined || text === '') continue;
    hash.text(text);
    return true;
  }
  return false;
}
