import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bits } from '../../test/support/bits.js';
import { restart } from '../../test/support/memory.js';
import { batchOf, definition, fieldLabel, noTimes, valuesOf } from '../../test/support/series.js';
import { Dictionary } from '../decode/dictionary.js';
import { readJsonValue } from '../decode/read-json-value.js';
import type { MemorySnapshot } from '../memory/memory-snapshot.js';
import { Instrument } from './instrument.js';
import type { LabelSource } from './instrument-definition.js';
import { SourceSeries } from './source-series.js';
import { StreakMetric } from './streak-metric.js';

const [WHEN, UNTIL, READ, WRITE] = [0, 1, 2, 3];
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

function streakOf(limit: number, length: number | undefined, when: number | undefined = WHEN): StreakMetric {
  const reached = new Instrument(definition({ name: 'audit_x_reached_total', labels, limit: 1_000 }));
  return new StreakMetric({
    ...{ name: 'audit_x', help: 'Help. (exporter.yml:1)', fingerprint: 'f', labels, constants: [] },
    ...{ when, until: UNTIL, limit },
    notify: length === undefined ? undefined : { length, reached },
  });
}

interface Event {
  readonly user: string | undefined;
  readonly outcome: number;
}

/** The same with lists and strings. */
class Model {
  /** The one idle for longest first. */
  sets: { name: string; length: number }[] = [];
  reached = new Map<string, number>();
  forgotten = 0;
  readonly limit: number;
  readonly length: number | undefined;

  constructor(limit: number, length: number | undefined) {
    this.limit = limit;
    this.length = length;
  }

  /** Whether the event counts. */
  observe({ user = '', outcome }: Event): boolean {
    const meets = (condition: number): boolean => Math.floor(outcome / 2 ** condition) % 2 === 1;
    if (!meets(READ) && !meets(WRITE)) return false;
    if (!meets(WHEN) && !meets(UNTIL)) return false;
    const name = `user="${user}",verb="${meets(READ) ? 'read' : 'write'}"`;
    const known = this.sets.find((set) => set.name === name);
    if (meets(UNTIL)) {
      if (known === undefined) return true;
      known.length = 0;
    }
    const set = known ?? { name, length: 0 };
    this.sets = [...this.sets.filter((one) => one !== set), set];
    this.shrink();
    if (meets(UNTIL)) return true;
    set.length += 1;
    if (set.length === this.length) this.reached.set(name, (this.reached.get(name) ?? 0) + 1);
    return true;
  }

  shrink(): void {
    while (this.sets.length > this.limit) {
      this.sets.shift();
      this.forgotten += 1;
    }
  }
}

const event = fc.record({
  user: fc.constantFrom(undefined, 'al', 'bo', 'cy', 'di', 'ed'),
  // Most are reads that make it longer; some end it, some are of no case, some meet everything.
  outcome: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(0b0101, 0b1001) },
    { weight: 2, arbitrary: fc.constantFrom(0b0110, 0b1010, 0b0111) },
    { weight: 1, arbitrary: fc.nat(15) },
  ),
});
const step = fc.oneof(
  { weight: 6, arbitrary: fc.array(event, { maxLength: 12 }) },
  { weight: 1, arbitrary: fc.record({ limit: fc.integer({ min: 1, max: 8 }) }) },
);
const size = fc.integer({ min: 1, max: 8 });
const notifyAt = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined });

test('streaks and the counter of long ones are those of a plain model, over restarts and with little room', () => {
  fc.assert(
    fc.property(size, notifyAt, fc.array(step, { maxLength: 20 }), (limit, length, steps) => {
      const dictionary = new Dictionary(readJsonValue);
      let streak = streakOf(limit, length);
      let series = new SourceSeries([], undefined, [streak]);
      let model = new Model(limit, length);
      for (const one of steps) {
        if ('limit' in one) {
          const [before, old] = [streak, model];
          streak = streakOf(one.limit, length);
          series = new SourceSeries([], undefined, [streak]);
          assert.equal(restart(before, streak), true);
          model = new Model(one.limit, length);
          Object.assign(model, { sets: old.sets, reached: old.reached, forgotten: old.forgotten });
          model.shrink();
          continue;
        }
        const batch = batchOf(
          one.map(({ user }) => [user]),
          dictionary,
        );
        const taken = one.filter((given) => model.observe(given)).length;
        const matches = bits(one.map(({ outcome }) => outcome));
        assert.equal(series.observe(batch, matches, noTimes, 0), taken);
      }
      const [gauge] = streak.gauges();
      const shown = valuesOf(gauge!.part).sort();
      assert.deepEqual(shown, model.sets.map((set) => [set.name, set.length] as [string, number]).sort());
      const entries = { entries: model.sets.length, limit: model.limit, forgotten: model.forgotten };
      assert.deepEqual(streak.account(), entries);
      const reached = streak.instruments.flatMap((instrument) => valuesOf(instrument));
      assert.deepEqual(Object.fromEntries(reached), Object.fromEntries(model.reached));
    }),
    { numRuns: 2_000 },
  );
});

const users = new Dictionary(readJsonValue);

/** Feeds `streak` with reads of one user: `+` makes it longer, `-` ends it. */
function feed(streak: StreakMetric, events: string, user = 'al'): void {
  const batch = batchOf(
    Array.from(events, () => [user]),
    users,
  );
  const outcomes = Array.from(events, (sign) => (sign === '+' ? 0b0101 : 0b0110));
  new SourceSeries([], undefined, [streak]).observe(batch, bits(outcomes), noTimes, 0);
}

test('a streak is counted once, at the event that makes it long enough, also when that is after a restart', () => {
  const streak = streakOf(5, 3);
  feed(streak, '++');
  assert.deepEqual(valuesOf(streak.instruments[0]!), []);
  const after = streakOf(5, 3);
  assert.equal(restart(streak, after), true);
  feed(after, '+');
  assert.deepEqual(valuesOf(after.instruments[0]!), [['user="al",verb="read"', 1]]);
  const third = streakOf(5, 3);
  assert.equal(restart(after, third), true);
  feed(third, '++++-++-+++');
  assert.deepEqual(valuesOf(third.instruments[0]!), [['user="al",verb="read"', 2]]);
  assert.deepEqual(valuesOf(third.gauges()[0]!.part), [['user="al",verb="read"', 3]]);
});

test('without a condition every event makes it longer but those that end it', () => {
  const streak = new StreakMetric({
    ...{ name: 'audit_x', help: '', fingerprint: '', labels: [], constants: [] },
    ...{ when: undefined, until: UNTIL, limit: 1, notify: undefined },
  });
  const series = new SourceSeries([], undefined, [streak]);
  series.observe(batchOf([[], [], [], []]), bits([1, 2, 0, 4]), noTimes, 0);
  assert.deepEqual(valuesOf(streak.gauges()[0]!.part), [['', 2]]);
});

test('what ends a streak that nobody remembers takes no room', () => {
  const streak = streakOf(5, undefined);
  for (let i = 0; i < 100; i += 1) feed(streak, '-', `user ${i}`);
  assert.deepEqual(streak.account(), { entries: 0, limit: 5, forgotten: 0 });
});

test('an answer that is being written does not change under the writer', () => {
  const streak = streakOf(1, undefined);
  feed(streak, '++');
  const [gauge] = streak.gauges();
  feed(streak, '+');
  feed(streak, '+', 'bo');
  assert.deepEqual(valuesOf(gauge!.part), [['user="al",verb="read"', 2]]);
  assert.deepEqual(valuesOf(streak.gauges()[0]!.part), [['user="bo",verb="read"', 1]]);
});

test('a snapshot is of one instant', () => {
  const streak = streakOf(2, undefined);
  feed(streak, '++');
  const snapshot = streak.snapshot();
  feed(streak, '-');
  feed(streak, '+', 'bo');
  feed(streak, '+', 'cy');
  const after = streakOf(2, undefined);
  assert.equal(after.restore(snapshot), true);
  assert.deepEqual(valuesOf(after.gauges()[0]!.part), [['user="al",verb="read"', 2]]);
});

test('what was never a snapshot is refused, and nothing is remembered', () => {
  const streak = streakOf(5, undefined);
  feed(streak, '++');
  feed(streak, '+', 'bo');
  const { head, columns, texts } = streak.snapshot();
  const damaged: MemorySnapshot[] = [
    { head: {}, columns: {} },
    { head, columns },
    { head: {}, columns, texts: texts! },
    { head, columns: { ...columns, order: Float64Array.of(0, 1) }, texts: texts! },
    { head, columns: { ...columns, lengths: Float64Array.of(2) }, texts: texts! },
    { head, columns: { ...columns, lengths: Float64Array.of(2, Number.NaN) }, texts: texts! },
    { head, columns: { ...columns, lengths: Float64Array.of(-1, 1) }, texts: texts! },
    { head, columns: { ...columns, order: Int32Array.of(1, 1) }, texts: texts! },
    { head, columns, texts: { labels: ['al', 'read'] } },
  ];
  for (const [i, saved] of damaged.entries()) {
    const after = streakOf(5, undefined);
    assert.equal(after.restore(saved), false, `${i}`);
    assert.deepEqual(after.account(), { entries: 0, limit: 5, forgotten: 0 });
    feed(after, '+');
    assert.deepEqual(valuesOf(after.gauges()[0]!.part), [['user="al",verb="read"', 1]]);
  }
  assert.equal(streakOf(5, undefined).restore({ head, columns, texts: texts! }), true);
});
