import type { Batch } from '../decode/batch.js';
import { KeyTable } from '../memory/key-table.js';
import type { FixedLabels } from './fixed-labels.js';
import type { SeriesLabels } from './instrument-definition.js';
import { renderSeries } from './key-labels.js';
import { LabelTuple } from './label-tuple.js';

/** What is kept of label sets over a restart. */
export interface SavedLabelSets {
  /** Values of the key labels, slot by slot. */
  readonly texts: readonly string[];
  /** Slots from the one idle for longest to the one met last. */
  readonly order: Int32Array;
  readonly forgotten: number;
}

/**
 * At most `limit` label sets, each in a slot; when there is no room, the one idle for longest makes place for a new one.
 * Unlike the series of an instrument they are forgotten for good, texts included, so whoever invents users cannot blind
 * a metric to those that come after. Slots are dense, 0 … size - 1; their owner keeps what belongs to them by slot.
 */
export class LabelSets {
  /** Whether `take` made the slot it gave last: what its owner keeps there is of another set, or of none. */
  fresh = false;
  readonly #definition: SeriesLabels;
  readonly #tuple: LabelTuple;
  readonly #table: KeyTable;
  /** Values of the key labels, slot by slot: one list, so that a copy of it is made at once. */
  readonly #values: string[] = [];
  /** By slot: all labels rendered. */
  readonly #texts: string[] = [];
  /** The slot of the event before, or -1: logs repeat themselves. */
  #last = -1;

  /** `limit`: at least 1. */
  constructor(definition: SeriesLabels, limit: number) {
    this.#definition = definition;
    this.#tuple = new LabelTuple(definition.labels);
    this.#table = new KeyTable(limit);
  }

  get size(): number {
    return this.#table.size;
  }

  get limit(): number {
    return this.#table.limit;
  }

  /** Label sets that had to make room for others. */
  get forgotten(): number {
    return this.#table.forgotten;
  }

  /** The number that stands for value `text` of the label at `position`: what fixed labels are made of. */
  labelNumber(position: number, text: string): number {
    return this.#tuple.labelNumber(position, text);
  }

  /** The slot of the event's label set, which is the one met last from now on; -1 when it is not there. */
  find(batch: Batch, row: number, fixed: FixedLabels): number {
    this.fresh = false;
    if (!this.#tuple.read(batch, row, fixed) && this.#last !== -1) return this.#last;
    this.#tuple.hashCells(batch.dictionary);
    this.#last = this.#table.find(this.#tuple.hash.lo, this.#tuple.hash.hi);
    if (this.#last !== -1) this.#table.touch(this.#last);
    return this.#last;
  }

  /** The same; a label set that is not there is made. */
  take(batch: Batch, row: number, fixed: FixedLabels): number {
    if (this.find(batch, row, fixed) === -1) {
      this.#last = this.#add(this.#tuple.texts(batch.dictionary));
      this.fresh = true;
    }
    return this.#last;
  }

  /** Label pairs of every slot, rendered and escaped; a copy. */
  texts(): string[] {
    return this.#texts.slice();
  }

  /** A copy of this instant. */
  snapshot(): SavedLabelSets {
    return { texts: this.#values.slice(), order: this.#table.order(), forgotten: this.forgotten };
  }

  /**
   * Takes over what was kept of sets with the same labels; the oldest beyond the limit are forgotten. Gives the new slot
   * for each old one, -1 for a forgotten one. Undefined, and there are no sets, when it cannot be what `snapshot` gave.
   */
  restore({ texts, order, forgotten }: SavedLabelSets): Int32Array | undefined {
    const { width } = this.#tuple;
    const isWhole = texts.length === width * order.length && isPermutation(order);
    const slots = new Int32Array(order.length).fill(-1);
    const tooMany = Math.max(0, order.length - this.limit);
    for (const old of isWhole ? order.subarray(tooMany) : []) {
      const values = texts.slice(width * old, width * (old + 1));
      this.#tuple.hashTexts(values);
      // Two equal sets would be two equal series.
      if (this.#table.find(this.#tuple.hash.lo, this.#tuple.hash.hi) !== -1) return this.#clear();
      slots[old] = this.#add(values);
    }
    this.#table.forgotten = isWhole ? forgotten + tooMany : 0;
    return isWhole ? slots : undefined;
  }

  /** Makes a slot for values that were just hashed. */
  #add(values: readonly string[]): number {
    const { lo, hi } = this.#tuple.hash;
    const slot = this.#table.insert(lo, hi);
    for (const [i, value] of values.entries()) this.#values[values.length * slot + i] = value;
    this.#texts[slot] = renderSeries(this.#definition, values);
    return slot;
  }

  #clear(): undefined {
    this.#table.clear();
    this.#values.length = 0;
    this.#texts.length = 0;
  }
}

function isPermutation(order: Int32Array): boolean {
  const seen = new Uint8Array(order.length);
  for (const slot of order) {
    if (seen[slot] !== 0) return false;
    seen[slot] = 1;
  }
  return true;
}
