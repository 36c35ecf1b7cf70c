import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nearestWord } from './nearest-word.js';

const words = ['labels', 'limit', 'help', 'when', 'buckets', 'startswith', 'endswith', 're', 'lt'];

test('finds a word behind one typo of each kind', () => {
  assert.equal(nearestWord('lables', words), 'labels', 'swapped');
  assert.equal(nearestWord('label', words), 'labels', 'missing');
  assert.equal(nearestWord('bucketts', words), 'buckets', 'doubled');
  assert.equal(nearestWord('limid', words), 'limit', 'replaced');
  assert.equal(nearestWord('StartsWith', words), 'startswith', 'case');
  assert.equal(nearestWord('starts_with', words), 'startswith');
});

test('says nothing when no word is near', () => {
  assert.equal(nearestWord('colour', words), undefined);
  assert.equal(nearestWord('xy', words), undefined);
  assert.equal(nearestWord('anything', []), undefined);
});

test('takes the nearest, and the first of equally near ones', () => {
  assert.equal(nearestWord('cart', ['cast', 'car', 'cart']), 'cart');
  assert.equal(nearestWord('cut', ['cat', 'cot']), 'cat');
});

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });

test('agrees with the recursive definition of the distance', () => {
  fc.assert(
    fc.property(letters, fc.array(letters, { maxLength: 5 }), (word, candidates) => {
      const limit = Math.min(3, Math.ceil(word.length / 3));
      const near = candidates.map((c) => slowDistance(word, c));
      const least = Math.min(...near);
      const expected = least <= limit ? candidates[near.indexOf(least)] : undefined;
      assert.equal(nearestWord(word, candidates), expected);
    }),
  );
});

function slowDistance(a: string, b: string, memo = new Map<string, number>()): number {
  if (a === '' || b === '') return a.length + b.length;
  const key = `${a},${b}`;
  const known = memo.get(key);
  if (known !== undefined) return known;
  const same = a.at(-1) === b.at(-1);
  const ways = [
    slowDistance(a.slice(0, -1), b.slice(0, -1), memo) + (same ? 0 : 1),
    slowDistance(a.slice(0, -1), b, memo) + 1,
    slowDistance(a, b.slice(0, -1), memo) + 1,
  ];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)) {
    ways.push(slowDistance(a.slice(0, -2), b.slice(0, -2), memo) + 1);
  }
  const least = Math.min(...ways);
  memo.set(key, least);
  return least;
}
