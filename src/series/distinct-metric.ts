import { renderLabels } from '../base/label-text.js';
import type { Matches } from '../match/matches.js';
import { DistinctWindows } from '../memory/distinct-windows.js';
import { isSeed } from '../memory/key-hash.js';
import type { MemorySnapshot } from '../memory/memory-snapshot.js';
import { FieldTuple } from './field-tuple.js';
import { type FixedLabels, fixedLabels, withChoice } from './fixed-labels.js';
import type { Instrument } from './instrument.js';
import type { SeriesLabels } from './instrument-definition.js';
import { LabelSets } from './label-sets.js';
import type { MemoryAccount, MemoryGauge, MemoryMetric, Take } from './memory-metric.js';
import { plainPart } from './plain-family.js';
import { plausibleTime } from './plausible-time.js';

/** The label that the metric sets itself. */
export const WINDOW_LABEL = 'window';

export interface DistinctDefinition extends SeriesLabels {
  readonly name: string;
  readonly help: string;
  readonly fingerprint: string;
  /** Number of the condition of the events that are looked at; undefined: all. */
  readonly when: number | undefined;
  /** Columns whose values together are one. */
  readonly columns: readonly number[];
  readonly windows: readonly DistinctWindow[];
  /** Label sets remembered. */
  readonly limit: number;
  /** Counts label sets that come to have `notifyAt` values; its last label is `window`, chosen by the metric. */
  readonly reached: Instrument | undefined;
}

export interface DistinctWindow {
  /** Value of the label `window`. */
  readonly text: string;
  readonly seconds: number;
  readonly notifyAt: number | undefined;
}

/**
 * How many different values there are, by label set, in sliding windows (see DistinctWindows): a gauge, and a counter of
 * the times that a number was reached. An event that lacks a value is passed over, and one that is older than every
 * window changes nothing.
 */
export class DistinctMetric implements MemoryMetric {
  readonly instruments: readonly Instrument[];
  readonly #definition: DistinctDefinition;
  #sets: LabelSets;
  readonly #windows: DistinctWindows;
  #tuple: FieldTuple;

  constructor(definition: DistinctDefinition) {
    this.#definition = definition;
    this.#sets = new LabelSets(definition, definition.limit);
    const { windows, limit } = definition;
    this.#windows = new DistinctWindows({
      windows: windows.map(({ seconds }) => seconds),
      notifyAt: windows.map(({ notifyAt }) => notifyAt),
      sets: limit,
    });
    this.#tuple = new FieldTuple(definition.columns);
    this.instruments = definition.reached === undefined ? [] : [definition.reached];
  }

  get name(): string {
    return this.#definition.name;
  }

  get fingerprint(): string {
    return this.#definition.fingerprint;
  }

  takeOf(outcome: number, matches: Matches): Take | undefined {
    const { when, labels } = this.#definition;
    if (when !== undefined && !matches.holds(outcome, when)) return undefined;
    const fixed = fixedLabels(labels, (at, text) => this.#sets.labelNumber(at, text), outcome, matches);
    if (fixed === undefined) return undefined;
    const reached = this.#reachedLabels(outcome, matches);
    return (batch, row, times, now) => {
      if (!this.#tuple.read(batch, row)) return false;
      const time = plausibleTime(times, row, now);
      if (this.#windows.isTooLate(time)) return true;
      const set = this.#sets.take(batch, row, fixed);
      if (this.#sets.fresh) this.#windows.forget(set);
      if (!this.#windows.add(set, this.#tuple.lo, this.#tuple.hi, time)) return true;
      const instrument = this.#definition.reached!;
      for (let window = 0; window < reached.length; window += 1) {
        if (this.#windows.reached[window] === 1)
          instrument.add(instrument.slotOf(batch, row, reached[window]!, now), 1);
      }
      return true;
    };
  }

  gauges(now: number): readonly MemoryGauge[] {
    const { name, help, windows } = this.#definition;
    const sets = this.#sets.texts();
    const values = new Float64Array(sets.length * windows.length);
    const texts = windows.flatMap(({ text }, window) => {
      const pair = renderLabels([[WINDOW_LABEL, text]]);
      return sets.map((labels, set) => {
        values[window * sets.length + set] = this.#windows.count(set, window, now / 1000);
        return `${labels},${pair}`;
      });
    });
    return [{ name, help, part: plainPart(texts, values) }];
  }

  account(): MemoryAccount {
    const { size, limit, forgotten } = this.#sets;
    return { entries: size, limit, forgotten, estimated: this.#windows.estimates };
  }

  snapshot(): MemorySnapshot {
    const { texts, order, forgotten } = this.#sets.snapshot();
    const { head, columns } = this.#windows.snapshot();
    return {
      head: { ...head, forgotten, seed: this.#tuple.seed },
      columns: { ...columns, order },
      texts: { labels: texts },
    };
  }

  restore(saved: MemorySnapshot): boolean {
    const { forgotten, seed } = saved.head;
    const { order } = saved.columns;
    const texts = saved.texts?.['labels'];
    if (!isSeed(seed) || typeof forgotten !== 'number') return false;
    if (!(order instanceof Int32Array) || texts === undefined) return false;
    const slots = this.#sets.restore({ texts, order, forgotten });
    if (slots === undefined) return false;
    if (!this.#windows.restore(saved, slots)) {
      this.#sets = new LabelSets(this.#definition, this.#definition.limit);
      return false;
    }
    this.#tuple = new FieldTuple(this.#definition.columns, seed);
    return true;
  }

  /** By window: the labels of an event of an outcome in the counter. */
  #reachedLabels(outcome: number, matches: Matches): readonly FixedLabels[] {
    const { reached, windows } = this.#definition;
    if (reached === undefined) return [];
    const { labels } = reached.definition;
    const number = (at: number, text: string) => reached.labelNumber(at, text);
    const fixed = fixedLabels(labels, number, outcome, matches)!;
    const position = labels.findIndex(({ name }) => name === WINDOW_LABEL);
    return windows.map(({ text, notifyAt }) => {
      return notifyAt === undefined ? fixed : withChoice(fixed, position, number(position, text));
    });
  }
}
