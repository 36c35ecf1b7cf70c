import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldCase } from './fold-case.js';

test('folds letters beyond ASCII, and the two small sigmas into one', () => {
  assert.equal(foldCase('ÀÉÎ Привет'), 'àéî привет');
  assert.equal(foldCase('ΟΔΟΣ'), foldCase('οδος'));
  assert.notEqual(foldCase('ß'), foldCase('ss'));
});

test('folding pieces gives the same as folding the whole', () => {
  const text = fc.string({ unit: 'grapheme' });
  const greek = fc.string({ unit: fc.constantFrom('Σ', 'ς', 'Α', 'İ', ' ', 'I') });
  fc.assert(
    fc.property(fc.oneof(text, greek), fc.oneof(text, greek), (a, b) => {
      assert.equal(foldCase(a + b), foldCase(a) + foldCase(b));
    }),
  );
});
