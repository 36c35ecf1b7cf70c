import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { planOf } from '../../test/support/decode-line.js';
import { Batch } from '../decode/batch.js';
import { CellKind, Dictionary } from '../decode/dictionary.js';
import { readJsonValue } from '../decode/read-json-value.js';
import type { Value } from '../decode/value.js';
import type { Condition, LineTest, PairTest, ValueTest } from './condition.js';
import { evaluateCondition } from './evaluate.js';
import { Matcher } from './matcher.js';

const fields = ['a', 'b', 'c'] as const;
const columnOf = (field: string): number => fields.indexOf(field as 'a');

/** Counts how often its tests run; their keys say what they test, as those of real ones do. */
const runs = { count: 0 };

function isOneOf(numbers: readonly number[], absent: boolean): ValueTest {
  return {
    key: `in ${numbers} ${absent}`,
    test(value) {
      runs.count += 1;
      return value === undefined ? absent : numbers.includes(value.number);
    },
  };
}

const less: PairTest = {
  key: 'less',
  test: (a, b) => a !== undefined && b !== undefined && a.number < b.number,
};
const same: PairTest = { key: 'same', test: (a, b) => a?.number === b?.number };
const hasDigit = (digit: number): LineTest => ({
  key: `has ${digit}`,
  test: (line) => line.includes(`${digit}`),
});

const field = fc.constantFrom(...fields);
const valueTest = fc
  .tuple(fc.subarray([0, 1, 2, 3]), fc.boolean())
  .map(([list, absent]) => isOneOf(list, absent));
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ op: fc.constant('field' as const), field, test: valueTest }),
    fc.record({ op: fc.constant('const' as const), value: fc.boolean() }),
    fc.record({
      op: fc.constant('fields' as const),
      fields: fc.tuple(field, field),
      test: fc.constantFrom(less, same),
    }),
    fc.record({ op: fc.constant('line' as const), test: fc.nat(5).map(hasDigit) }),
    fc.record({
      op: fc.constantFrom('and' as const, 'or' as const),
      of: fc.array(tie('condition'), { maxLength: 3 }),
    }),
    fc.record({ op: fc.constant('not' as const), of: tie('condition') }),
  ),
}));

const event = fc.tuple(...fields.map(() => fc.option(fc.nat(4), { nil: undefined })));
type Event = readonly (number | undefined)[];

function fill(batch: Batch, events: readonly Event[]): void {
  const lines = events.map((cells) => `${cells.map((cell) => cell ?? '-').join(' ')}\n`);
  batch.begin(Buffer.from(lines.join('')));
  let at = 0;
  events.forEach((cells, row) => {
    batch.reserve(row);
    cells.forEach((cell, column) => {
      if (cell !== undefined) batch.ids[column]![row] = batch.dictionary.idOf(`${cell}`, CellKind.scalar);
    });
    batch.lineStart[row] = at;
    batch.lineEnd[row] = at + lines[row]!.length - 1;
    at += lines[row]!.length;
  });
  batch.rows = events.length;
}

const newBatch = (): Batch => new Batch(planOf([...fields]), new Dictionary(readJsonValue), 4);

/** Each condition by itself, without batches, dictionaries and memory. */
function byItself(conditions: readonly Condition[], cells: Event): boolean[] {
  const valueAt = (name: string): Value | undefined => {
    const number = cells[columnOf(name)];
    return number === undefined ? undefined : { kind: 'number', text: `${number}`, number };
  };
  const line = cells.map((cell) => cell ?? '-').join(' ');
  return conditions.map((one) => evaluateCondition(one, valueAt, line));
}

test('equals each condition evaluated by itself, across dictionary clears and forgotten outcomes', () => {
  const batches = fc.array(fc.record({ events: fc.array(event, { maxLength: 12 }), clear: fc.boolean() }), {
    maxLength: 6,
  });
  const seen = { true: 0, false: 0, startedOver: 0 };
  fc.assert(
    fc.property(
      fc.array(condition, { maxLength: 5 }),
      batches,
      fc.constantFrom(0, 3, 1000),
      (conditions, steps, maxOutcomes) => {
        const matcher = new Matcher(conditions, columnOf, maxOutcomes);
        const batch = newBatch();
        for (const { events, clear } of steps) {
          if (clear) batch.dictionary.clear();
          fill(batch, events);
          const { generation } = matcher;
          matcher.match(batch);
          if (matcher.generation !== generation) seen.startedOver += 1;
          events.forEach((cells, row) => {
            const results = conditions.map((_, i) => matcher.holds(matcher.outcomes[row]!, i));
            assert.deepEqual(results, byItself(conditions, cells));
            for (const result of results) seen[`${result}`] += 1;
          });
        }
      },
    ),
    { numRuns: 1500 },
  );
  assert.ok(seen.true > 1000 && seen.false > 1000 && seen.startedOver > 100, JSON.stringify(seen));
});

const fieldTest = (name: string, test_: ValueTest): Condition => ({ op: 'field', field: name, test: test_ });

test('rows of one outcome stay one outcome, and each value is tested once', () => {
  const conditions: Condition[] = [
    fieldTest('a', isOneOf([1], false)),
    { op: 'not', of: fieldTest('a', isOneOf([1], false)) },
    { op: 'and', of: [fieldTest('a', isOneOf([1], false)), fieldTest('b', isOneOf([2], false))] },
  ];
  const matcher = new Matcher(conditions, columnOf);
  const batch = newBatch();
  const events = Array.from({ length: 3000 }, (_, i) => [i % 5, i % 7, i % 11]);
  fill(batch, events);
  matcher.match(batch);
  runs.count = 0;
  matcher.match(batch);
  assert.equal(runs.count, 0);
  assert.equal(new Set(matcher.outcomes.subarray(0, 3000)).size, 4);
  assert.equal(
    matcher.outcomes[0],
    matcher.outcomes[3],
    'c is no field of a condition, a and b are of one class',
  );
});

test('forgets outcomes and classes beyond its limit, and says so', () => {
  const tests = Array.from({ length: 12 }, (_, bit) =>
    fieldTest('a', { key: `bit ${bit}`, test: (value) => ((value?.number ?? 0) >> bit) % 2 === 1 }),
  );
  const matcher = new Matcher(tests, columnOf, 100);
  const batch = newBatch();
  const generations: number[] = [];
  for (let from = 0; from < 4096; from += 64) {
    fill(
      batch,
      Array.from({ length: 64 }, (_, i) => [from + i]),
    );
    matcher.match(batch);
    generations.push(matcher.generation);
    for (let i = 0; i < 64; i += 1) {
      const outcome = matcher.outcomes[i]!;
      assert.ok(outcome < 100 + 64);
      for (const bit of tests.keys()) {
        assert.equal(matcher.holds(outcome, bit), ((from + i) >> bit) % 2 === 1);
      }
    }
  }
  assert.equal(generations[0], 0);
  assert.equal(generations.at(-1), 31, 'every second batch takes it over the limit');
});

test('an empty batch and no conditions are fine', () => {
  const matcher = new Matcher([], columnOf);
  const batch = newBatch();
  fill(batch, []);
  matcher.match(batch);
  fill(batch, [[1], [2]]);
  matcher.match(batch);
  assert.equal(matcher.outcomes[0], matcher.outcomes[1]);
});
