import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldLabel } from '../../test/support/series.js';
import type { LabelSource } from './instrument-definition.js';
import { knownTuples } from './known-tuples.js';

const cases = (values: readonly string[], fallback?: string): LabelSource => ({
  name: 'c',
  from: 'cases',
  cases: values.map((value, condition) => ({ value, condition })),
  default: fallback,
});
const fixed: LabelSource = { name: 'v', from: 'value', value: 'v' };
const derived: LabelSource = { name: 'd', from: 'label', index: 0, transform: () => '' };

for (const [what, labels, tuples] of [
  ['no label: the one series', [], [[]]],
  ['labels that follow from others: the one series', [fixed, derived], [[]]],
  [
    'every pair of known values, in order',
    [fieldLabel('f', 0, ['1', '2']), fixed, cases(['x', 'y'])],
    [
      ['1', 'x'],
      ['1', 'y'],
      ['2', 'x'],
      ['2', 'y'],
    ],
  ],
  [
    'values that the metric chooses are known',
    [{ name: 'w', from: 'choice', values: ['1h', '24h'] }, derived],
    [['1h'], ['24h']],
  ],
  ['the default of cases is known too', [cases(['x'], 'd')], [['x'], ['d']]],
  ['a default that is a case already', [cases(['x', 'd'], 'd')], [['x'], ['d']]],
  ['nothing is known when one label can be anything', [cases(['x']), fieldLabel('f', 0)], []],
] as const) {
  test(what, () => assert.deepEqual(knownTuples(labels), tuples));
}
