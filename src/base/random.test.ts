import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { pick, randomHex, randomInt, randomUuid, seededRandom } from './random.js';

const draw = (seed: number, count: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random());
};

test('one seed gives the same numbers, another seed gives others', () => {
  assert.deepEqual(draw(7, 50), draw(7, 50));
  assert.notDeepEqual(draw(7, 50), draw(8, 50));
});

test('numbers stay in [0, 1) and are spread evenly', () => {
  const buckets = new Array<number>(10).fill(0);
  for (const number of draw(1, 100_000)) {
    assert.ok(number >= 0 && number < 1);
    const bucket = Math.floor(number * 10);
    buckets[bucket] = buckets[bucket]! + 1;
  }
  for (const count of buckets) assert.ok(Math.abs(count - 10_000) < 500, `bucket of ${count}`);
});

test('whole numbers keep to their range', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: -1000, max: 1000 }), fc.nat(1000), (seed, from, width) => {
      const drawn = randomInt(seededRandom(seed), from, from + width + 1);
      return Number.isInteger(drawn) && drawn >= from && drawn <= from + width;
    }),
  );
});

test('every member of a list is picked sooner or later', () => {
  const random = seededRandom(3);
  const seen = new Set(Array.from({ length: 200 }, () => pick(random, ['a', 'b', 'c'])));
  assert.deepEqual([...seen].sort(), ['a', 'b', 'c']);
});

test('hex and uuids have their shape', () => {
  assert.match(randomHex(seededRandom(1), 64), /^[0-9a-f]{64}$/);
  assert.match(randomUuid(seededRandom(1)), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});
