import { renderLabels } from '../base/label-text.js';
import type { Batch } from '../decode/batch.js';
import type { EventTimeOf } from './event-time-of.js';
import { ExemplarStore } from './exemplar-store.js';
import type { Exemplar, FamilyPart } from './family.js';
import type { InstrumentDefinition } from './instrument-definition.js';
import { knownTuples } from './known-tuples.js';
import { LabelColumn, OVER_LIMIT } from './label-column.js';
import { SlotTable } from './slot-table.js';

/** The value of every label of the series that takes what is beyond a metric's limit. */
export const OTHER = '__other__';

/** Labels chosen by conditions: per case label the chosen value, in the order of the definition's labels. */
export type FixedLabels = readonly (string | undefined)[];

/**
 * All series of one metric of one source: made when first needed, or at the start where their labels are known in
 * advance, and never dropped. At most `limit` of them; what is beyond counts in one `__other__` series, so sums stay right.
 */
export class Instrument implements FamilyPart {
  readonly definition: InstrumentDefinition;
  /** Events that went to the `__other__` series. */
  overflow = 0;
  /** Events that were not counted because their value is not a usable number. */
  badValues = 0;
  readonly #slots: SlotTable;
  /** One per label; those that are not part of the key only make text. */
  readonly #columns: readonly LabelColumn[];
  /** Positions of the labels that make the key: the others follow from them. */
  readonly #keyLabels: readonly number[];
  readonly #key: Int32Array;
  /** Numbers per slot: 1, or one per bucket (+Inf included) and the sum. */
  readonly #stride: number;
  #values: Float64Array;
  #other = -1;
  readonly #texts: string[] = [];
  readonly #exemplars: ExemplarStore;
  /** Gauge of event times: per slot the last row of the batch at hand. */
  readonly #newest = new Map<number, number>();

  constructor(definition: InstrumentDefinition) {
    this.definition = definition;
    const { labels, type, buckets } = definition;
    this.#columns = labels.map(
      (label) => new LabelColumn(label.from === 'field' ? label.transform : () => ''),
    );
    this.#keyLabels = labels.flatMap((label, i) =>
      label.from === 'field' || label.from === 'cases' ? [i] : [],
    );
    this.#key = new Int32Array(this.#keyLabels.length);
    this.#slots = new SlotTable(this.#keyLabels.length);
    this.#stride = type === 'histogram' ? buckets.length + 2 : 1;
    this.#values = new Float64Array(this.#stride * 16);
    this.#exemplars = new ExemplarStore(type === 'histogram' ? buckets.length + 1 : 1);
    for (const tuple of knownTuples(labels)) this.#slotOf(tuple);
  }

  get size(): number {
    return this.#slots.size;
  }

  labels(slot: number): string {
    return this.#texts[slot]!;
  }

  value(slot: number): number {
    return this.#values[slot * this.#stride]!;
  }

  bucket(slot: number, bucket: number): number {
    return this.#values[slot * this.#stride + bucket]!;
  }

  sum(slot: number): number {
    return this.#values[(slot + 1) * this.#stride - 1]!;
  }

  exemplar(slot: number, bucket: number): Exemplar | undefined {
    return this.#exemplars.get(slot, bucket);
  }

  /** Takes over the series of an instrument for the same metric, so that a reload loses no count. */
  adopt(before: Instrument): void {
    for (let slot = 0; slot < before.size; slot += 1) {
      const values = before.#keyLabels.map((at, i) =>
        before.#columns[at]!.text(before.#slots.keyAt(slot, i)),
      );
      const own = this.#slotOf(values);
      if (slot === before.#other) this.#other = own;
      for (let i = 0; i < this.#stride; i += 1) {
        this.#values[own * this.#stride + i] = before.#values[slot * this.#stride + i]!;
      }
    }
    this.overflow = before.overflow;
    this.badValues = before.badValues;
  }

  /** Counts the event in `row`. `now` is the clock in milliseconds. False when the event has no usable value. */
  observe(batch: Batch, row: number, fixed: FixedLabels, times: EventTimeOf, now: number): boolean {
    const { type, value } = this.definition;
    if (value === undefined && type === 'gauge') {
      this.#newest.set(this.#find(batch, row, fixed), row);
      return true;
    }
    const number = value === undefined ? 1 : this.#read(batch, row, value);
    if (Number.isNaN(number) || (type === 'counter' && number < 0)) {
      this.badValues += 1;
      return false;
    }
    const slot = this.#find(batch, row, fixed);
    const bucket = type === 'histogram' ? this.#bucketOf(number) : 0;
    const at = slot * this.#stride;
    if (type === 'counter') this.#values[at]! += number;
    else if (type === 'gauge') {
      this.#values[at] = number;
      return true;
    } else {
      this.#values[at + bucket]! += 1;
      this.#values[at + this.#stride - 1]! += number;
    }
    if (this.#exemplars.due(slot, bucket, now))
      this.#exemplars.keep(slot, bucket, batch, row, number, times, now);
    return true;
  }

  /** Reads the times that a gauge shows: that of the last event of each series is enough. */
  endBatch(times: EventTimeOf): void {
    if (this.#newest.size === 0) return;
    for (const [slot, row] of this.#newest) {
      const time = times.at(row);
      if (Number.isNaN(time)) this.badValues += 1;
      else this.#values[slot] = time;
    }
    this.#newest.clear();
  }

  #read(batch: Batch, row: number, value: NonNullable<InstrumentDefinition['value']>): number {
    const cell = batch.dictionary.value(batch.ids[value.column]![row]!);
    const number = cell === undefined ? Number.NaN : value.read(cell);
    return Number.isFinite(number) ? number : Number.NaN;
  }

  #bucketOf(value: number): number {
    const { buckets } = this.definition;
    let bucket = 0;
    while (bucket < buckets.length && value > buckets[bucket]!) bucket += 1;
    return bucket;
  }

  #find(batch: Batch, row: number, fixed: FixedLabels): number {
    const full = this.#full;
    for (let i = 0; i < this.#keyLabels.length; i += 1) {
      const at = this.#keyLabels[i]!;
      const label = this.definition.labels[at]!;
      const column = this.#columns[at]!;
      const number =
        label.from === 'field'
          ? column.numberOf(batch.ids[label.column]![row]!, batch.dictionary, full)
          : column.number(fixed[at] ?? '');
      if (number === OVER_LIMIT) return this.#overflowSlot();
      this.#key[i] = number;
    }
    const slot = this.#slots.find(this.#key);
    if (slot !== -1) {
      if (slot === this.#other) this.overflow += 1;
      return slot;
    }
    return full ? this.#overflowSlot() : this.#add();
  }

  get #full(): boolean {
    return this.#slots.size - (this.#other === -1 ? 0 : 1) >= this.definition.limit;
  }

  #overflowSlot(): number {
    this.overflow += 1;
    if (this.#other === -1) this.#other = this.#slotOf(this.#keyLabels.map(() => OTHER));
    return this.#other;
  }

  /** The slot of given key label values, made when it is not there. */
  #slotOf(values: readonly string[]): number {
    this.#keyLabels.forEach((at, i) => {
      this.#key[i] = this.#columns[at]!.number(values[i]!);
    });
    const slot = this.#slots.find(this.#key);
    return slot === -1 ? this.#add() : slot;
  }

  #add(): number {
    const slot = this.#slots.add(this.#key);
    this.#texts.push(this.#render());
    if ((slot + 1) * this.#stride > this.#values.length) {
      const next = new Float64Array(this.#values.length * 2);
      next.set(this.#values);
      this.#values = next;
    }
    return slot;
  }

  /** Label pairs of the slot whose key stands in #key. */
  #render(): string {
    const texts: string[] = [];
    const isOther = this.#keyLabels.every((at, i) => this.#columns[at]!.text(this.#key[i]!) === OTHER);
    this.definition.labels.forEach((label, at) => {
      if (label.from === 'value') texts.push(label.value);
      else if (label.from === 'label') {
        const from = texts[label.index]!;
        texts.push(isOther && from === OTHER ? OTHER : label.transform(from));
      } else texts.push(this.#columns[at]!.text(this.#key[this.#keyLabels.indexOf(at)]!));
    });
    return renderLabels([
      ...this.definition.constants,
      ...this.definition.labels.map(({ name }, i) => [name, texts[i]!] as const),
    ]);
  }
}
