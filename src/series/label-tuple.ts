import type { Batch } from '../decode/batch.js';
import type { Dictionary } from '../decode/dictionary.js';
import { KeyHash } from '../memory/key-hash.js';
import type { FixedLabels } from './fixed-labels.js';
import { HashedColumn } from './hashed-column.js';
import type { LabelSource } from './instrument-definition.js';
import { isKeyLabel } from './key-labels.js';
import type { LabelTransform } from './label-transform.js';
import { RecentTuples } from './recent-tuples.js';

/**
 * The values of the key labels of one event after the other: as a hash, for which no text is made, and as texts for
 * those that turn out to be new. The same values always have the same hash, whichever way they come.
 */
export class LabelTuple {
  /** Of the values hashed last. */
  readonly hash = new KeyHash();
  readonly #keys: readonly KeyColumn[];
  /** The cells of the event read last, and the hashes of its values: two words each. */
  readonly #cells: Int32Array;
  readonly #words: Int32Array;
  readonly #recent: RecentTuples;
  #generation = -1;

  constructor(labels: readonly LabelSource[]) {
    this.#keys = [...labels.entries()].flatMap(([position, label]) =>
      isKeyLabel(label) ? [keyColumn(position, label, this.hash)] : [],
    );
    this.#cells = new Int32Array(this.#keys.length).fill(-1);
    this.#words = new Int32Array(2 * this.#keys.length);
    this.#recent = new RecentTuples(this.#keys.length);
  }

  /** Number of key labels. */
  get width(): number {
    return this.#keys.length;
  }

  /** The number that stands for value `text` of the label at `position`: what fixed labels are made of. */
  labelNumber(position: number, text: string): number {
    const { fixed } = this.#keys.find((key) => key.position === position)!;
    const known = fixed.findIndex((one) => one.text === text);
    if (known !== -1) return known;
    this.hash.text(text);
    return fixed.push({ text, lo: this.hash.lo, hi: this.hash.hi }) - 1;
  }

  /** Reads the event in `row`. False when its cells are those of the event before. */
  read(batch: Batch, row: number, fixed: FixedLabels): boolean {
    const { generation } = batch.dictionary;
    let isNew = generation !== this.#generation;
    if (isNew) this.#recent.clear();
    for (let i = 0; i < this.#keys.length; i += 1) {
      const { column, position } = this.#keys[i]!;
      const cell = column === -1 ? fixed[position]! : batch.ids[column]![row]!;
      if (cell === this.#cells[i]) continue;
      isNew = true;
      this.#cells[i] = cell;
    }
    this.#generation = generation;
    return isNew;
  }

  /** Hashes the values of the event read last. */
  hashCells(dictionary: Dictionary): void {
    const recent = this.#recent;
    if (recent.find(this.#cells)) {
      this.hash.lo = recent.lo;
      this.hash.hi = recent.hi;
      return;
    }
    for (let i = 0; i < this.#keys.length; i += 1) {
      const key = this.#keys[i]!;
      const cell = this.#cells[i]!;
      if (key.column !== -1) key.hashes.write(cell, dictionary, this.#words, 2 * i);
      else {
        this.#words[2 * i] = key.fixed[cell]!.lo;
        this.#words[2 * i + 1] = key.fixed[cell]!.hi;
      }
    }
    this.hash.words(this.#words, this.#words.length);
    recent.put(this.#cells, this.hash.lo, this.hash.hi);
  }

  /** Hashes values given as texts. */
  hashTexts(texts: readonly string[]): void {
    for (let i = 0; i < this.#keys.length; i += 1) {
      this.hash.text(texts[i]!);
      this.#words[2 * i] = this.hash.lo;
      this.#words[2 * i + 1] = this.hash.hi;
    }
    this.hash.words(this.#words, this.#words.length);
  }

  /** The values of the event read last. */
  texts(dictionary: Dictionary): string[] {
    return this.#keys.map(({ column, fixed, transform }, i) => {
      const cell = this.#cells[i]!;
      const text = column === -1 ? fixed[cell]!.text : transform(dictionary.value(cell)?.text);
      // A copy of its own: V8 keeps the whole text (a line, at worst) as long as a part of it lives.
      return JSON.parse(JSON.stringify(text));
    });
  }
}

/** One key label. */
interface KeyColumn {
  readonly position: number;
  /** Column of the batch; -1: the value is fixed, and the cell is a number of `fixed`. */
  readonly column: number;
  readonly transform: LabelTransform;
  readonly hashes: HashedColumn;
  readonly fixed: { readonly text: string; readonly lo: number; readonly hi: number }[];
}

function keyColumn(position: number, label: LabelSource, hash: KeyHash): KeyColumn {
  const transform: LabelTransform = label.from === 'field' ? label.transform : (text) => text ?? '';
  const column = label.from === 'field' ? label.column : -1;
  return { position, column, transform, hashes: new HashedColumn(hash, transform), fixed: [] };
}
