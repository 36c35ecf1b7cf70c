import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counterFamily, gaugeFamily, histogramFamily } from '../../test/support/families.js';
import { mergeFamilies } from './merge-families.js';

test('families of one name become one with all parts in order; names are sorted', () => {
  const a = counterFamily('b_total', [{ labels: 'x="1"', value: 1 }], 'First.');
  const b = counterFamily('b_total', [{ labels: 'x="2"', value: 2 }], 'Second.');
  const merged = mergeFamilies([a, gaugeFamily('c', []), b, gaugeFamily('B', [])]);
  assert.deepEqual(
    merged.map((family) => family.name),
    ['B', 'b_total', 'c'],
  );
  assert.deepEqual(merged[1]?.parts, [...a.parts, ...b.parts]);
  assert.equal(merged[1]?.help, 'First.');
});

test('a family that disagrees with the first of its name is left out', () => {
  const first = histogramFamily('h', [1, 2], []);
  for (const other of [
    gaugeFamily('h', []),
    histogramFamily('h', [1, 3], []),
    histogramFamily('h', [1], []),
  ]) {
    assert.deepEqual(mergeFamilies([first, other]), [first]);
  }
});

test('what is given stays as it is', () => {
  const family = counterFamily('a_total', []);
  mergeFamilies([family, counterFamily('a_total', [])]);
  assert.equal(family.parts.length, 1);
});
