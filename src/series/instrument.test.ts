import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { batchOf, definition, fieldLabel, noTimes, timesOf, valuesOf } from '../../test/support/series.js';
import { CellKind, Dictionary } from '../decode/dictionary.js';
import { readJsonValue } from '../decode/read-json-value.js';
import { Instrument } from './instrument.js';
import type { InstrumentDefinition, LabelSource } from './instrument-definition.js';
import { OTHER } from './series-keys.js';

const BUCKETS = [-1, 0, 0.5, 10];

/** What a series of the model holds: counts per bucket for a histogram, else one number. */
interface Series {
  readonly numbers: number[];
  sum: number;
}

interface Event {
  readonly cells: readonly (string | undefined)[];
  readonly value: number | string | undefined;
  readonly chosen: string;
}

/** The same as an Instrument, with strings and a Map. */
class Model {
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
        label.from === 'field' ? label.values : [...label.cases.map((one) => one.value), label.default!];
      known = known.flatMap((tuple) => values.map((value) => [...tuple, value]));
    }
    for (const tuple of known) this.#at(tuple);
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
    if (!this.series.has(this.#text(keys))) {
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

const cellText = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'A');
const event: fc.Arbitrary<Event> = fc.record({
  cells: fc.tuple(fc.option(cellText, { nil: undefined }), fc.option(cellText, { nil: undefined })),
  value: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(-2, -1, 0, 0.25, 0.5, 7, 10, 11, '3') },
    fc.constantFrom(undefined, 'text', '', '1e400'),
  ),
  chosen: fc.constantFrom('x', 'y', 'z'),
});

const lower = (text: string | undefined): string => (text ?? '').toLowerCase();
const label: fc.Arbitrary<LabelSource> = fc.oneof(
  fc.nat(1).map((column): LabelSource => fieldLabel(`plain${column}`, column)),
  fc.record({ column: fc.nat(1), values: fc.subarray(['a', 'b', 'q']) }).map(
    ({ column, values }): LabelSource => ({
      name: `lower${column}`,
      from: 'field',
      column,
      transform: lower,
      values,
    }),
  ),
  fc.constant<LabelSource>({ name: 'fixed', from: 'value', value: 'v' }),
  fc.constant<LabelSource>({
    name: 'chosen',
    from: 'cases',
    cases: ['x', 'y', 'x'].map((value, condition) => ({ value, condition })),
    default: 'z',
  }),
);

const definitions = fc
  .record({
    type: fc.constantFrom('counter' as const, 'gauge' as const, 'histogram' as const),
    limit: fc.integer({ min: 0, max: 8 }),
    labels: fc.uniqueArray(label, { maxLength: 4, selector: ({ name }) => name }),
    hasValue: fc.boolean(),
    derived: fc.boolean(),
  })
  .map(({ type, limit, labels, hasValue, derived }): InstrumentDefinition => {
    const last: LabelSource[] =
      derived && labels.length > 0
        ? [{ name: 'derived', from: 'label', index: labels.length - 1, transform: (text) => `${text}!` }]
        : [];
    const value =
      hasValue || type !== 'counter'
        ? { column: 2, read: ({ number }: { number: number }) => number }
        : undefined;
    return definition({
      ...{ type, limit, value, labels: [...labels, ...last], constants: [['source', 's']] },
      buckets: type === 'histogram' ? BUCKETS : [],
    });
  });

function contents(instrument: Instrument): Map<string, Series> {
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

function observe(instrument: Instrument, events: readonly Event[], dictionary: Dictionary): boolean[] {
  const batch = batchOf(
    events.map(({ cells, value }) => [...cells, value]),
    dictionary,
  );
  return events.map(({ chosen }, row) => {
    const fixed = instrument.definition.labels.map(({ from }, at) =>
      from === 'cases' ? instrument.labelNumber(at, chosen) : -1,
    );
    return instrument.observe(batch, row, fixed, noTimes, 0);
  });
}

test('equals a model made of strings and a Map, whatever happens, and over dictionary clears', () => {
  const seen = { overflow: 0, bad: 0 };
  const batches = fc.array(fc.array(event, { maxLength: 15 }), { maxLength: 4 });
  fc.assert(
    fc.property(definitions, batches, (of, steps) => {
      const model = new Model(of);
      const instrument = new Instrument(of);
      const dictionary = new Dictionary(readJsonValue);
      assert.deepEqual([...contents(instrument)], [...model.series]);
      for (const events of steps) {
        const before = model.badValues;
        for (const one of events) model.observe(one);
        const counted = observe(instrument, events, dictionary);
        assert.equal(counted.filter((ok) => !ok).length, model.badValues - before);
        assert.deepEqual([...contents(instrument)], [...model.series]);
        dictionary.clear();
      }
      assert.deepEqual([instrument.overflow, instrument.badValues], [model.overflow, model.badValues]);
      seen.overflow += model.overflow;
      seen.bad += model.badValues;
    }),
    { numRuns: 3000 },
  );
  assert.ok(seen.overflow > 1000 && seen.bad > 1000, JSON.stringify(seen));
});

test('a million users cost no more than the limit, and none of their events is lost', () => {
  const dictionary = new Dictionary(readJsonValue, { maxValues: 4096, maxBytes: 2 ** 20 });
  const instrument = new Instrument(
    definition({ limit: 1000, labels: [fieldLabel('user', 0), fieldLabel('operation', 1)] }),
  );
  const batch = batchOf(
    Array.from({ length: 1000 }, () => ['', '']),
    dictionary,
  );
  for (let from = 0; from < 1_000_000; from += 1000) {
    if (dictionary.full) dictionary.clear();
    for (let row = 0; row < 1000; row += 1) {
      batch.setText(0, row, `user-${from + row}`);
      batch.setText(1, row, row % 2 === 0 ? 'read' : 'update');
      instrument.observe(batch, row, [-1, -1], noTimes, 0);
    }
  }
  assert.equal(instrument.size, 1001);
  assert.equal(instrument.overflow, 999_000);
  const values = valuesOf(instrument);
  assert.equal(
    values.reduce((sum, [, value]) => sum + value, 0),
    1_000_000,
  );
  assert.deepEqual(values.at(-1), [`user="${OTHER}",operation="${OTHER}"`, 999_000]);
});

test('a user who calls himself __other__ neither hides nor takes room without end', () => {
  const instrument = new Instrument(definition({ limit: 2, labels: [fieldLabel('user', 0)] }));
  const names = [OTHER, 'a', 'b', 'c', OTHER, 'd', 'a'];
  const batch = batchOf(names.map((name) => [name]));
  for (let row = 0; row < names.length; row += 1) instrument.observe(batch, row, [-1], noTimes, 0);
  const values = valuesOf(instrument);
  assert.ok(instrument.size <= 3);
  assert.equal(
    values.reduce((sum, [, value]) => sum + value, 0),
    names.length,
  );
  assert.deepEqual(values[1], ['user="a"', 2]);
});

test('values of labels are escaped', () => {
  const instrument = new Instrument(definition({ labels: [fieldLabel('user', 0)] }));
  instrument.observe(batchOf([['a"\\\n} 1\ud800']]), 0, [-1], noTimes, 0);
  assert.equal(instrument.labels(0), 'user="a\\"\\\\\\n} 1\ufffd"');
});

test('a gauge without a value field shows the time of the last event of each series', () => {
  const instrument = new Instrument(definition({ type: 'gauge', labels: [fieldLabel('user', 0)] }));
  const batch = batchOf([['a'], ['b'], ['a'], ['b']]);
  const times = timesOf([10, 20, 5.5, 30]);
  for (let row = 0; row < 4; row += 1) assert.ok(instrument.observe(batch, row, [-1], times, 0));
  instrument.endBatch(times);
  assert.deepEqual(valuesOf(instrument), [
    ['user="a"', 5.5],
    ['user="b"', 30],
  ]);
  assert.equal(instrument.badValues, 0);
  instrument.observe(batch, 0, [-1], noTimes, 0);
  instrument.endBatch(noTimes);
  instrument.endBatch(timesOf([99]));
  assert.deepEqual(valuesOf(instrument)[0], ['user="a"', 5.5]);
  assert.equal(instrument.badValues, 1);
});

test('a series born of an event without a time has a value all the same', () => {
  const instrument = new Instrument(
    definition({ type: 'gauge', limit: 100, labels: [fieldLabel('user', 0)] }),
  );
  const batch = batchOf(Array.from({ length: 50 }, (_, i) => [`u${i}`]));
  for (let row = 0; row < 50; row += 1) instrument.observe(batch, row, [-1], noTimes, 0);
  instrument.endBatch(noTimes);
  assert.equal(instrument.badValues, 50);
  for (const [labels, value] of valuesOf(instrument)) assert.equal(value, 0, labels);
});

test('a value equal to a bound is in that bound’s bucket', () => {
  const read = ({ number }: { number: number }) => number;
  const instrument = new Instrument(
    definition({ type: 'histogram', buckets: [1, 2], value: { column: 0, read } }),
  );
  const values = [1, 1.0000001, 2, 2.5, -3];
  const batch = batchOf(values.map((value) => [value]));
  for (let row = 0; row < values.length; row += 1) instrument.observe(batch, row, [], noTimes, 0);
  assert.deepEqual(
    [0, 1, 2].map((bucket) => instrument.bucket(0, bucket)),
    [2, 2, 1],
  );
  assert.ok(Math.abs(instrument.sum(0) - 3.5000001) < 1e-9);
});

test('adopt takes over values, the overflow series and the counts of a metric that stays', () => {
  const of = definition({ limit: 2, labels: [fieldLabel('user', 0, ['known'])] });
  const before = new Instrument(of);
  const names = ['a', 'b', 'c', 'a'];
  const batch = batchOf(names.map((name) => [name]));
  for (let row = 0; row < 4; row += 1) before.observe(batch, row, [-1], noTimes, 0);
  const after = new Instrument(of);
  after.adopt(before);
  assert.deepEqual(valuesOf(after), valuesOf(before));
  assert.deepEqual([after.overflow, after.badValues], [before.overflow, before.badValues]);
  assert.ok(before.overflow > 0);
  // Its own `__other__` goes on, and what was full stays full.
  for (let row = 0; row < 4; row += 1) {
    before.observe(batch, row, [-1], noTimes, 0);
    after.observe(batch, row, [-1], noTimes, 0);
  }
  assert.deepEqual(valuesOf(after), valuesOf(before));
  assert.equal(after.overflow, before.overflow);
});

test('adopt takes over every number of a histogram', () => {
  const read = ({ number }: { number: number }) => number;
  const of = definition({
    type: 'histogram',
    buckets: BUCKETS,
    value: { column: 0, read },
    labels: [fieldLabel('n', 0)],
  });
  const before = new Instrument(of);
  const batch = batchOf([[0], [7], [99], [7]]);
  for (let row = 0; row < 4; row += 1) before.observe(batch, row, [-1], noTimes, 0);
  const after = new Instrument(of);
  after.adopt(before);
  assert.deepEqual([...contents(after)], [...contents(before)]);
});

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

test('keeps no more of a long text than the label that was cut from it', () => {
  const dictionary = new Dictionary(readJsonValue);
  const first = (text: string | undefined): string => (text ?? '').split('/')[0]!;
  const instrument = new Instrument(
    definition({
      limit: 1000,
      labels: [{ name: 'user', from: 'field', column: 0, transform: first, values: [] }],
    }),
  );
  const batch = batchOf([['']], dictionary);
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < 300; i += 1) {
    const path = Buffer.alloc(2 ** 20, 'x');
    path.write(`a-segment-of-some-length-${i}/`);
    batch.ids[0]![0] = dictionary.id(path, 0, path.length, CellKind.string);
    instrument.observe(batch, 0, [-1], noTimes, 0);
    dictionary.clear();
  }
  collectGarbage();
  assert.equal(instrument.size, 300);
  // 300 MiB when every label holds on to its path.
  assert.ok(process.memoryUsage().heapUsed - before < 50 * 2 ** 20);
});
