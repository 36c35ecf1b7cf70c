import type { Batch } from '../decode/batch.js';
import { BirthTimes } from './birth-times.js';
import type { EventTimeOf } from './event-time-of.js';
import { ExemplarStore } from './exemplar-store.js';
import type { Exemplar, FamilyPart } from './family.js';
import type { FixedLabels } from './fixed-labels.js';
import type { InstrumentDefinition } from './instrument-definition.js';
import type { InstrumentSnapshot, SavedInstrument } from './instrument-snapshot.js';
import { SeriesKeys } from './series-keys.js';

/** A time that far ahead of our own clock is taken back by the next event. */
const FUTURE_SECONDS = 3_600;

/**
 * All series of one metric of one source, never dropped. At most `limit` of them; what is beyond counts in one
 * `__other__` series, so sums stay right.
 */
export class Instrument implements FamilyPart {
  readonly definition: InstrumentDefinition;
  /** Events that were not counted because their value is not a usable number. */
  badValues = 0;
  readonly #keys: SeriesKeys;
  /** Numbers per slot: 1, or one per bucket (+Inf included) and the sum. */
  readonly #stride: number;
  #values: Float64Array;
  readonly #births = new BirthTimes();
  readonly #exemplars: ExemplarStore;
  /** Gauge of event times: per slot the last row of the batch at hand + 1; the slots that have one. */
  #newest = new Int32Array(1);
  readonly #touched: number[] = [];

  /** `now` is the clock in milliseconds: series that are known in advance are made at once. */
  constructor(definition: InstrumentDefinition, now = 0) {
    this.definition = definition;
    const { type, buckets } = definition;
    this.#keys = new SeriesKeys(definition);
    this.#births.note(this.#keys.size, now);
    this.#stride = type === 'histogram' ? buckets.length + 2 : 1;
    this.#values = new Float64Array(this.#stride * Math.max(1, this.#keys.size));
    this.#exemplars = new ExemplarStore(type === 'histogram' ? buckets.length + 1 : 1);
  }

  get size(): number {
    return this.#keys.size;
  }

  /** Events that went to the `__other__` series. */
  get overflow(): number {
    return this.#keys.overflow;
  }

  labels(slot: number): string {
    return this.#keys.text(slot);
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

  /** Seconds since the epoch. */
  created(slot: number): number {
    return this.#births.at(slot) / 1000;
  }

  /** The number that stands for value `text` of the label at `position`: what fixed labels are made of. */
  labelNumber(position: number, text: string): number {
    return this.#keys.labelNumber(position, text);
  }

  /** The series of the event in `row`, made when it is not there: what `add` takes. `now` is the clock in milliseconds. */
  slotOf(batch: Batch, row: number, fixed: FixedLabels, now: number): number {
    const slot = this.#find(batch, row, fixed, now);
    // It may be shown before anything is added to it.
    this.#room(slot);
    return slot;
  }

  /** The series with these values of its key labels (see key-labels.ts), in order; made when it is not there. */
  slotWith(values: readonly string[], now: number): number {
    const slot = this.#keys.slotOf(values);
    this.#births.note(this.#keys.size, now);
    this.#room(slot);
    return slot;
  }

  /** Adds a number to a series: one more observation of a histogram, else what is added to its value. */
  add(slot: number, number: number): void {
    const at = this.#room(slot);
    if (this.definition.type !== 'histogram') {
      this.#values[at]! += number;
      return;
    }
    this.#values[at + this.#bucketOf(number)]! += 1;
    this.#values[at + this.#stride - 1]! += number;
  }

  /** One more observation of a histogram, with the id of the event in `row` as its exemplar when one is due. */
  addWithExemplar(
    slot: number,
    number: number,
    batch: Batch,
    row: number,
    times: EventTimeOf,
    now: number,
  ): void {
    const bucket = this.#bucketOf(number);
    const at = this.#room(slot);
    this.#values[at + bucket]! += 1;
    this.#values[at + this.#stride - 1]! += number;
    if (this.#exemplars.due(slot, bucket, now))
      this.#exemplars.keep(slot, bucket, batch, row, number, times, now);
  }

  /** Everything there is to keep, of this instant. */
  snapshot(): InstrumentSnapshot {
    const { size } = this;
    return {
      metric: this.definition.name,
      fingerprint: this.definition.fingerprint,
      overflow: this.overflow,
      badValues: this.badValues,
      size,
      stride: this.#stride,
      numbers: this.#values.slice(0, size * this.#stride),
      births: this.#births.copy(),
      labels: (slot) => this.#keys.values(slot),
    };
  }

  /** Takes over what was kept of the same metric. Slots get the numbers they had: series that were known, then the rest. */
  restore(saved: SavedInstrument): void {
    for (const { labels, numbers, birth } of saved.series) {
      const slot = this.#keys.slotOf(labels);
      this.#births.set(slot, birth);
      const at = this.#room(slot);
      for (let i = 0; i < this.#stride; i += 1) this.#values[at + i] = numbers[i] ?? 0;
    }
    this.#keys.overflow = saved.overflow;
    this.badValues = saved.badValues;
  }

  /** Counts the event in `row`. `now` is the clock in milliseconds. False when the event has no usable value. */
  observe(batch: Batch, row: number, fixed: FixedLabels, times: EventTimeOf, now: number): boolean {
    const { type, value } = this.definition;
    if (value === undefined && type === 'gauge') {
      this.#noteRow(this.#find(batch, row, fixed, now), row);
      return true;
    }
    const number = value === undefined ? 1 : this.#read(batch, row, value);
    if (Number.isNaN(number) || (type === 'counter' && number < 0)) {
      this.badValues += 1;
      return false;
    }
    const slot = this.#find(batch, row, fixed, now);
    const bucket = type === 'histogram' ? this.#bucketOf(number) : 0;
    const at = this.#room(slot);
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

  /** Reads the times that a gauge shows: of each batch, that of the last event of each series is enough. */
  endBatch(times: EventTimeOf, now: number): void {
    for (const slot of this.#touched) {
      const at = this.#room(slot);
      const time = times.at(this.#newest[slot]! - 1);
      const shown = this.#values[at]!;
      // The newest, not the last: files are read one after the other. But a wrong clock must not hide a silence for long.
      if (time > shown || (shown > now / 1000 + FUTURE_SECONDS && !Number.isNaN(time)))
        this.#values[at] = time;
      this.#newest[slot] = 0;
    }
    this.#touched.length = 0;
  }

  #find(batch: Batch, row: number, fixed: FixedLabels, now: number): number {
    const slot = this.#keys.find(batch, row, fixed);
    this.#births.note(this.#keys.size, now);
    return slot;
  }

  #noteRow(slot: number, row: number): void {
    if (slot >= this.#newest.length) {
      const next = new Int32Array((slot + 1) * 2);
      next.set(this.#newest);
      this.#newest = next;
    }
    if (this.#newest[slot] === 0) this.#touched.push(slot);
    this.#newest[slot] = row + 1;
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

  /** Where the numbers of a slot start; makes room for a slot that is new. */
  #room(slot: number): number {
    const at = slot * this.#stride;
    if (at >= this.#values.length) {
      const next = new Float64Array(Math.max(this.#values.length * 2, at + this.#stride));
      next.set(this.#values);
      this.#values = next;
    }
    return at;
  }
}
