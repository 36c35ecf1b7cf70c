import type { Instrument } from '../../src/series/instrument.js';
import type { InstrumentDefinition } from '../../src/series/instrument-definition.js';
import { OTHER } from '../../src/series/key-labels.js';

/** Bounds of the histograms of the model. */
export const BUCKETS = [-1, 0, 0.5, 10];

/** What a series of the model holds: counts per bucket for a histogram, else one number. */
export interface Series {
  readonly numbers: number[];
  sum: number;
}

export interface Event {
  readonly cells: readonly (string | undefined)[];
  readonly value: number | string | undefined;
  readonly chosen: string;
}

/** The same as an Instrument, with strings and a Map. */
export class InstrumentModel {
  readonly series = new Map<string, Series>();
  overflow = 0;
  badValues = 0;
  readonly #definition: InstrumentDefinition;

  constructor(of: InstrumentDefinition) {
    this.#definition = of;
    let known: string[][] = [[]];
    for (const label of of.labels) {
      if (label.from === 'value' || label.from === 'label') continue;
      const values =
        label.from === 'cases' ? [...label.cases.map((one) => one.value), label.default!] : label.values;
      known = known.flatMap((tuple) => values.map((value) => [...tuple, value]));
    }
    if (of.type !== 'gauge') for (const tuple of known) this.#at(tuple);
  }

  observe(event: Event): void {
    const { labels, type, value, limit } = this.#definition;
    const number =
      value === undefined ? 1 : event.value === '' ? Number.NaN : Number(event.value ?? 'absent');
    if (!Number.isFinite(number) || (type === 'counter' && number < 0)) {
      this.badValues += 1;
      return;
    }
    let keys = labels.flatMap((label) => {
      if (label.from === 'field') return [label.transform(event.cells[label.column])];
      return label.from === 'cases' ? [event.chosen] : [];
    });
    const others = keys.map(() => OTHER);
    // Without labels there is one series, and nothing that could go over a limit.
    if (keys.length > 0 && !this.series.has(this.#text(keys))) {
      const room = limit - this.series.size + (this.series.has(this.#text(others)) ? 1 : 0);
      if (room <= 0) {
        keys = others;
        this.overflow += 1;
      }
    }
    const series = this.#at(keys);
    if (type === 'counter') series.numbers[0]! += number;
    else if (type === 'gauge') series.numbers[0] = number;
    else {
      series.numbers[BUCKETS.filter((bound) => number > bound).length]! += 1;
      series.sum += number;
    }
  }

  #at(keys: readonly string[]): Series {
    const text = this.#text(keys);
    const count = this.#definition.type === 'histogram' ? BUCKETS.length + 1 : 1;
    const series = this.series.get(text) ?? { numbers: Array.from({ length: count }, () => 0), sum: 0 };
    this.series.set(text, series);
    return series;
  }

  /** Values here have nothing that must be escaped. */
  #text(keys: readonly string[]): string {
    const left = [...keys];
    const isOther = keys.length > 0 && keys.every((key) => key === OTHER);
    const texts: string[] = [];
    for (const label of this.#definition.labels) {
      if (label.from === 'value') texts.push(label.value);
      else if (label.from !== 'label') texts.push(left.shift()!);
      else texts.push(isOther ? OTHER : label.transform(texts[label.index]!));
    }
    return ['source="s"', ...this.#definition.labels.map(({ name }, i) => `${name}="${texts[i]}"`)].join(',');
  }
}

/** Everything an instrument holds, in the form of the model. */
export function contents(instrument: Instrument): Map<string, Series> {
  const isHistogram = instrument.definition.type === 'histogram';
  return new Map(
    Array.from({ length: instrument.size }, (_, slot) => {
      const numbers = isHistogram
        ? Array.from({ length: BUCKETS.length + 1 }, (__, bucket) => instrument.bucket(slot, bucket))
        : [instrument.value(slot)];
      return [instrument.labels(slot), { numbers, sum: isHistogram ? instrument.sum(slot) : 0 }];
    }),
  );
}
