import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RecentTuples } from './recent-tuples.js';

const cell = fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 100_000 }));
const cells = (width: number) => fc.array(cell, { minLength: width, maxLength: width });

test('gives what was put for the same cells, or nothing', () => {
  const run = fc
    .nat({ max: 3 })
    .chain((width) => fc.tuple(fc.constant(width), fc.array(cells(width), { maxLength: 300 })));
  fc.assert(
    fc.property(run, ([width, tuples]) => {
      const recent = new RecentTuples(width);
      const put = new Map<string, number>();
      for (const [i, tuple] of tuples.entries()) {
        const [key, array] = [tuple.join(), Int32Array.from(tuple)];
        if (recent.find(array)) assert.deepEqual([recent.lo, recent.hi], [put.get(key), -put.get(key)!]);
        recent.put(array, i + 1, -(i + 1));
        put.set(key, i + 1);
        assert.equal(recent.find(array), true);
        assert.deepEqual([recent.lo, recent.hi], [i + 1, -(i + 1)]);
      }
    }),
  );
});

test('knows nothing at first, and after clear', () => {
  const zeros = new Int32Array(2);
  const recent = new RecentTuples(2);
  assert.equal(recent.find(zeros), false);
  recent.put(zeros, 5, 6);
  assert.equal(recent.find(zeros), true);
  recent.clear();
  assert.equal(recent.find(zeros), false);
});

test('few of a thousand tuples take the place of another', () => {
  const recent = new RecentTuples(2);
  const tuples = Array.from({ length: 1_000 }, (_, i) => Int32Array.of(100 + (i % 40), 5_000 + i));
  for (const [i, tuple] of tuples.entries()) recent.put(tuple, i, i);
  assert.ok(tuples.filter((tuple) => recent.find(tuple)).length > 700);
});
