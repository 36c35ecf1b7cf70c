import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bits } from '../../test/support/bits.js';
import { restart } from '../../test/support/memory.js';
import { batchOf, definition, fieldLabel, timesOf, valuesOf } from '../../test/support/series.js';
import { Dictionary } from '../decode/dictionary.js';
import { readJsonValue } from '../decode/read-json-value.js';
import type { MemorySnapshot } from '../memory/memory-snapshot.js';
import { FirstSeenMetric } from './first-seen-metric.js';
import { Instrument } from './instrument.js';
import type { LabelSource } from './instrument-definition.js';
import { SourceSeries } from './source-series.js';

const [WHEN, READ] = [0, 1];
const NOW = 1_000_000_000;
const verb: LabelSource = {
  name: 'verb',
  from: 'cases',
  cases: [{ value: 'read', condition: READ }],
  default: undefined,
};

function metricOf(remember: number, learn: number): FirstSeenMetric {
  const labels = [fieldLabel('user', 0), verb];
  const fresh = new Instrument(definition({ name: 'audit_new_total', fingerprint: 'f', labels, limit: 3 }));
  return new FirstSeenMetric({ when: WHEN, columns: [0, 1], learn, remember, fresh });
}

interface Event {
  readonly user: string | undefined;
  readonly address: string | undefined;
  readonly outcome: number;
  readonly time: number;
}

/** The same with a list of strings, the one not met for longest first. */
class Model {
  known: string[] = [];
  forgotten = 0;
  start: number | undefined;
  readonly counted = new Map<string, number>();
  readonly remember: number;
  readonly learn: number;

  constructor(remember: number, learn: number) {
    this.remember = remember;
    this.learn = learn;
  }

  /** Whether the event counts. */
  observe({ user, address, outcome, time }: Event): boolean {
    if (outcome !== 3 || !user || !address) return false;
    const seconds = Number.isNaN(time) || time > NOW / 1000 + 3_600 ? NOW / 1000 : time;
    this.start ??= seconds;
    const combination = JSON.stringify([user, address]);
    const isNew = !this.known.includes(combination);
    this.known = [...this.known.filter((one) => one !== combination), combination];
    this.shrink(this.remember);
    if (isNew && seconds >= this.start + this.learn) {
      const isOther =
        !this.counted.has(user) && [...this.counted.keys()].filter((one) => one !== '__other__').length >= 3;
      const shown = isOther ? '__other__' : user;
      this.counted.set(shown, (this.counted.get(shown) ?? 0) + 1);
    }
    return true;
  }

  shrink(remember: number): void {
    while (this.known.length > remember) {
      this.known.shift();
      this.forgotten += 1;
    }
  }
}

const event = fc.record({
  user: fc.constantFrom(undefined, '', 'al', 'bo', 'cy', 'di', 'ed'),
  address: fc.constantFrom(undefined, '1', '2', '3'),
  outcome: fc.oneof({ weight: 5, arbitrary: fc.constant(3) }, { weight: 1, arbitrary: fc.nat(2) }),
  time: fc.oneof(fc.integer({ min: 999_900, max: 1_000_300 }), fc.constantFrom(Number.NaN, 2_000_000)),
});
const step = fc.oneof(
  { weight: 6, arbitrary: fc.array(event, { maxLength: 12 }) },
  { weight: 1, arbitrary: fc.record({ remember: fc.integer({ min: 1, max: 12 }) }) },
);

test('what is new is what a plain model finds, over restarts, forgetting and disorder', () => {
  const seen = { counted: 0, forgotten: 0 };
  const room = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(
      room,
      fc.constantFrom(0, 150),
      fc.array(step, { maxLength: 20 }),
      (remember, learn, steps) => {
        const dictionary = new Dictionary(readJsonValue);
        let metric = metricOf(remember, learn);
        let model = new Model(remember, learn);
        for (const one of steps) {
          if ('remember' in one) {
            const [before, old] = [metric, model];
            metric = metricOf(one.remember, learn);
            assert.equal(restart(before, metric), true);
            model = Object.assign(new Model(one.remember, learn), { ...old, remember: one.remember });
            model.shrink(one.remember);
            continue;
          }
          const batch = batchOf(
            one.map(({ user, address }) => [user, address]),
            dictionary,
          );
          const taken = one.filter((given) => model.observe(given)).length;
          const series = new SourceSeries([], undefined, [metric]);
          const times = timesOf(one.map(({ time }) => time));
          assert.equal(series.observe(batch, bits(one.map(({ outcome }) => outcome)), times, NOW), taken);
        }
        const shown = metric.instruments.flatMap((instrument) => valuesOf(instrument));
        const texts = [...model.counted].map(([user, value]) => {
          return [`user="${user}",verb="${user === '__other__' ? user : 'read'}"`, value];
        });
        assert.deepEqual(Object.fromEntries(shown), Object.fromEntries(texts));
        const { known, forgotten } = model;
        assert.deepEqual(metric.account(), { entries: known.length, limit: model.remember, forgotten });
        for (const value of model.counted.values()) seen.counted += value;
        seen.forgotten += forgotten;
      },
    ),
    { numRuns: 1_000 },
  );
  assert.ok(Math.min(...Object.values(seen)) > 1_000, JSON.stringify(seen));
});

const users = new Dictionary(readJsonValue);

function feed(metric: FirstSeenMetric, user: string): number {
  const series = new SourceSeries([], undefined, [metric]);
  series.observe(batchOf([[user, '1']], users), bits([3]), timesOf([1]), NOW);
  return valuesOf(metric.instruments[0]!).reduce((sum, [, value]) => sum + value, 0);
}

test('what was never a snapshot is refused, and nothing is remembered', () => {
  const metric = metricOf(5, 0);
  feed(metric, 'al');
  const { head, columns } = metric.snapshot();
  const wrong: MemorySnapshot[] = [
    { head: { ...head, seed: 'xyz' }, columns },
    { head: { ...head, seed: undefined }, columns },
    { head: { seed: head['seed'] }, columns },
    { head, columns: {} },
  ];
  for (const one of wrong) {
    const after = metricOf(5, 0);
    assert.equal(after.restore(one), false);
    assert.deepEqual([after.account().entries, feed(after, 'al')], [0, 1]);
  }
  const after = metricOf(5, 0);
  assert.equal(after.restore({ head, columns }), true);
  assert.deepEqual([after.account().entries, feed(after, 'al'), feed(after, 'bo')], [1, 0, 1]);
});
