import type { Dictionary } from '../decode/dictionary.js';
import { grown } from '../memory/grown.js';
import type { KeyHash } from '../memory/key-hash.js';

const FULL = 1;
const EMPTY = 2;

/**
 * Hashes of what a column's values are made into. The text is made and hashed once per distinct value of the log;
 * afterwards a hash costs two array accesses. Nothing is kept but for values that are in the dictionary.
 */
export class HashedColumn {
  readonly #hash: KeyHash;
  readonly #textOf: (text: string | undefined) => string;
  #lo = new Int32Array(256);
  #hi = new Int32Array(256);
  /** By id of the dictionary: FULL or EMPTY where the hash is worked out, else 0. */
  #known = new Uint8Array(256);
  #generation = -1;

  /** `textOf` makes the text that is hashed from that of a value, or of a field that is absent. */
  constructor(hash: KeyHash, textOf: (text: string | undefined) => string) {
    this.#hash = hash;
    this.#textOf = textOf;
  }

  /** Writes the hash for dictionary value `id` to `words[at]` and `words[at + 1]`. False when it is that of no text. */
  write(id: number, dictionary: Dictionary, words: Int32Array, at: number): boolean {
    if (dictionary.generation !== this.#generation) {
      this.#generation = dictionary.generation;
      this.#known.fill(0);
    }
    if (id >= this.#known.length || this.#known[id] === 0) this.#learn(id, dictionary);
    words[at] = this.#lo[id]!;
    words[at + 1] = this.#hi[id]!;
    return this.#known[id] === FULL;
  }

  #learn(id: number, dictionary: Dictionary): void {
    if (id >= this.#known.length) {
      const room = Math.max(this.#known.length * 2, id + 1);
      this.#lo = grown(this.#lo, room);
      this.#hi = grown(this.#hi, room);
      this.#known = grown(this.#known, room);
    }
    const text = this.#textOf(dictionary.value(id)?.text);
    this.#hash.text(text);
    this.#lo[id] = this.#hash.lo;
    this.#hi[id] = this.#hash.hi;
    this.#known[id] = text === '' ? EMPTY : FULL;
  }
}
