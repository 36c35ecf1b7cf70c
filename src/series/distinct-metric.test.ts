import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bits } from '../../test/support/bits.js';
import { DistinctModel } from '../../test/support/distinct-model.js';
import { restart } from '../../test/support/memory.js';
import { batchOf, definition, fieldLabel, timesOf, valuesOf } from '../../test/support/series.js';
import { Dictionary } from '../decode/dictionary.js';
import { readJsonValue } from '../decode/read-json-value.js';
import type { MemorySnapshot } from '../memory/memory-snapshot.js';
import { DistinctMetric } from './distinct-metric.js';
import { Instrument } from './instrument.js';
import type { LabelSource } from './instrument-definition.js';
import { SourceSeries } from './source-series.js';

const [WHEN, READ, WRITE] = [0, 1, 2];
const NOW = 1_000_000_000;
const verb: LabelSource = {
  name: 'verb',
  from: 'cases',
  cases: [
    { value: 'read', condition: READ },
    { value: 'write', condition: WRITE },
  ],
  default: undefined,
};
const labels = [fieldLabel('user', 0), verb];
const windows = [
  { text: '1m', seconds: 60, notifyAt: 2 },
  { text: '5m', seconds: 300, notifyAt: undefined },
  { text: '2m', seconds: 120, notifyAt: 3 },
];

function metricOf(limit: number): DistinctMetric {
  const choice: LabelSource = { name: 'window', from: 'choice', values: ['1m', '2m'] };
  const reached = new Instrument(
    definition({ name: 'audit_x_reached_total', labels: [...labels, choice], limit: 1_000 }),
  );
  return new DistinctMetric({
    ...{ name: 'audit_x', help: 'Help. (exporter.yml:1)', fingerprint: 'f', labels, constants: [] },
    ...{ when: WHEN, columns: [1, 2], windows, limit, reached },
  });
}

interface Event {
  readonly user: string | undefined;
  readonly values: readonly [string | undefined, string | undefined];
  readonly outcome: number;
  readonly time: number;
}

/** The same with lists and strings. */
class Model {
  /** Label sets, the one idle for longest first. */
  sets: string[] = [];
  forgotten = 0;
  readonly reached = new Map<string, number>();
  readonly counts = new DistinctModel(
    windows.map(({ seconds }) => seconds),
    windows.map(({ notifyAt }) => notifyAt),
  );

  /** Whether the event counts. */
  observe({ user = '', values, outcome, time }: Event, limit: number): boolean {
    const meets = (condition: number): boolean => ((outcome >> condition) & 1) === 1;
    if (!meets(WHEN) || !(meets(READ) || meets(WRITE)) || !values[0] || !values[1]) return false;
    const seconds = Number.isNaN(time) || time > NOW / 1000 + 3_600 ? NOW / 1000 : time;
    if (this.counts.isTooLate(seconds)) return true;
    const set = `user="${user}",verb="${meets(READ) ? 'read' : 'write'}"`;
    this.sets = [...this.sets.filter((one) => one !== set), set];
    this.shrink(limit);
    const reached = this.counts.add(set, JSON.stringify(values), seconds);
    for (const [window, times] of reached.entries()) {
      const series = `${set},window="${windows[window]!.text}"`;
      if (times > 0) this.reached.set(series, (this.reached.get(series) ?? 0) + times);
    }
    return true;
  }

  shrink(limit: number): void {
    while (this.sets.length > limit) {
      this.counts.forget(this.sets.shift());
      this.forgotten += 1;
    }
  }

  gauge(now: number): [string, number][] {
    return windows.flatMap(({ text }, window) => {
      return this.sets.map((set): [string, number] => [
        `${set},window="${text}"`,
        this.counts.count(set, window, now),
      ]);
    });
  }
}

const text = fc.constantFrom(undefined, '', 'a', 'b', 'c', 'd', 'e');
const event = fc.record({
  user: fc.constantFrom(undefined, 'al', 'bo', 'cy'),
  values: fc.tuple(text, fc.constantFrom('x', 'y', 'x', undefined)),
  outcome: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(0b011, 0b101) },
    { weight: 1, arbitrary: fc.nat(7) },
  ),
  time: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 999_950, max: 1_000_050 }) },
    { weight: 1, arbitrary: fc.constantFrom(Number.NaN, 2_000_000, 999_000, 1_000_300) },
  ),
});
const step = fc.oneof(
  { weight: 6, arbitrary: fc.array(event, { maxLength: 12 }) },
  { weight: 1, arbitrary: fc.record({ limit: fc.integer({ min: 1, max: 7 }) }) },
);

test('gauges and the counter are those of a plain model, over restarts, forgetting and disorder', () => {
  const seen = { reached: 0, forgotten: 0, shown: 0 };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 7 }), fc.array(step, { maxLength: 20 }), (first, steps) => {
      const dictionary = new Dictionary(readJsonValue);
      let limit = first;
      let metric = metricOf(limit);
      const model = new Model();
      for (const one of steps) {
        if ('limit' in one) {
          const before = metric;
          limit = one.limit;
          metric = metricOf(limit);
          assert.equal(restart(before, metric), true);
          model.shrink(limit);
          continue;
        }
        const batch = batchOf(
          one.map(({ user, values }) => [user, ...values]),
          dictionary,
        );
        const taken = one.filter((given) => model.observe(given, limit)).length;
        const times = timesOf(one.map(({ time }) => time));
        const series = new SourceSeries([], undefined, [metric]);
        assert.equal(series.observe(batch, bits(one.map(({ outcome }) => outcome)), times, NOW), taken);
        for (const now of [Number.NEGATIVE_INFINITY, NOW, NOW + 200_000]) {
          const shown = metric.gauges(now).flatMap(({ part }) => valuesOf(part));
          assert.deepEqual(shown.sort(), model.gauge(now / 1000).sort());
          seen.shown += shown.filter(([, value]) => value > 0).length;
        }
      }
      const { forgotten, sets } = model;
      assert.deepEqual(metric.account(), { entries: sets.length, limit, forgotten, estimated: 0 });
      const reached = metric.instruments.flatMap((instrument) => valuesOf(instrument));
      assert.deepEqual(Object.fromEntries(reached), Object.fromEntries(model.reached));
      seen.forgotten += forgotten;
      for (const value of model.reached.values()) seen.reached += value;
    }),
    { numRuns: 600 },
  );
  assert.ok(Math.min(...Object.values(seen)) > 500, JSON.stringify(seen));
});

const dictionary = new Dictionary(readJsonValue);

function feed(metric: DistinctMetric, user: string, value: string): void {
  const batch = batchOf([[user, value, 'x']], dictionary);
  new SourceSeries([], undefined, [metric]).observe(batch, bits([0b011]), timesOf([NOW / 1000]), NOW);
}

const shown = (metric: DistinctMetric) => metric.gauges(NOW).flatMap(({ part }) => valuesOf(part));
const counts = (user: string, value: number) => {
  return windows.map(({ text }) => [`user="${user}",verb="read",window="${text}"`, value]);
};

test('an answer that is being written does not change under the writer, nor does a snapshot', () => {
  const metric = metricOf(1);
  feed(metric, 'al', 'a');
  const [gauge] = metric.gauges(NOW);
  const snapshot = metric.snapshot();
  feed(metric, 'al', 'b');
  feed(metric, 'bo', 'a');
  assert.deepEqual(valuesOf(gauge!.part), counts('al', 1));
  assert.deepEqual(shown(metric), counts('bo', 1));
  const after = metricOf(1);
  assert.equal(after.restore(snapshot), true);
  assert.deepEqual(shown(after), counts('al', 1));
});

test('without a number to tell there is no counter', () => {
  const metric = new DistinctMetric({
    ...{
      name: 'audit_x',
      help: '',
      fingerprint: '',
      labels: [],
      constants: [['source', 's']],
      when: undefined,
    },
    ...{
      columns: [1],
      limit: 1,
      windows: [{ text: '1h', seconds: 3_600, notifyAt: undefined }],
      reached: undefined,
    },
  });
  feed(metric, 'al', 'a');
  feed(metric, 'bo', 'b');
  assert.deepEqual([shown(metric), metric.instruments], [[['source="s",window="1h"', 2]], []]);
});

test('what was never a snapshot is refused, and nothing is remembered', () => {
  const metric = metricOf(5);
  for (const user of ['al', 'bo']) feed(metric, user, 'a');
  const { head, columns, texts } = metric.snapshot();
  const wrong: MemorySnapshot[] = [
    { head: {}, columns: {} },
    { head, columns },
    { head: { ...head, seed: 'xyz' }, columns, texts: texts! },
    { head: { ...head, forgotten: null }, columns, texts: texts! },
    { head: { ...head, version: 0 }, columns, texts: texts! },
    { head, columns: { ...columns, order: Float64Array.of(0, 1) }, texts: texts! },
    { head, columns: { ...columns, order: Int32Array.of(0) }, texts: texts! },
    { head, columns: { ...columns, set: Int32Array.of(0, 2) }, texts: texts! },
  ];
  for (const [i, one] of wrong.entries()) {
    const after = metricOf(5);
    assert.equal(after.restore(one), false, `snapshot ${i}`);
    assert.deepEqual([shown(after), after.account().entries], [[], 0]);
    feed(after, 'al', 'b');
    assert.deepEqual(shown(after), counts('al', 1));
  }
  const after = metricOf(5);
  assert.equal(after.restore({ head, columns, texts: texts! }), true);
  feed(after, 'al', 'a');
  assert.deepEqual(shown(after).sort(), [...counts('al', 1), ...counts('bo', 1)].sort());
});
