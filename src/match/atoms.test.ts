import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Atom, decide, gatherAtoms } from './atoms.js';
import type { Condition, LineTest, PairTest, ValueTest } from './condition.js';

const value = (key: string): ValueTest => ({ key, test: () => true });
const pair = (key: string): PairTest => ({ key, test: () => true });
const line = (key: string): LineTest => ({ key, test: () => true });

test('gathers the tests wherever they stand, those of equal keys once', () => {
  const conditions: Condition[] = [
    {
      op: 'and',
      of: [
        { op: 'field', field: 'a', test: value('x') },
        { op: 'not', of: { op: 'or', of: [{ op: 'field', field: 'a', test: value('y') }] } },
      ],
    },
    { op: 'field', field: 'a', test: value('x') },
    { op: 'field', field: 'b', test: value('x') },
    { op: 'fields', fields: ['a', 'b'], test: pair('same') },
    { op: 'fields', fields: ['b', 'a'], test: pair('same') },
    { op: 'not', of: { op: 'fields', fields: ['a', 'b'], test: pair('same') } },
    { op: 'line', test: line('x') },
    {
      op: 'or',
      of: [
        { op: 'line', test: line('x') },
        { op: 'line', test: line('y') },
      ],
    },
    { op: 'const', value: true },
  ];
  const atoms = gatherAtoms(conditions);
  assert.deepEqual(
    [...atoms.fields].map(([field, tests]) => [field, tests.map(({ key }) => key)]),
    [
      ['a', ['x', 'y']],
      ['b', ['x']],
    ],
  );
  assert.deepEqual(
    atoms.pairs.map(({ fields }) => fields),
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
  );
  assert.deepEqual(
    atoms.lines.map(({ key }) => key),
    ['x', 'y'],
  );
});

test('decide puts the results together; nothing of "and" holds, nothing of "or" does not', () => {
  const yes: Condition = { op: 'line', test: line('yes') };
  const no: Condition = { op: 'line', test: line('no') };
  const holds = (atom: Atom): boolean => atom.test.key === 'yes';
  for (const [condition, expected] of [
    [yes, true],
    [no, false],
    [{ op: 'not', of: yes }, false],
    [{ op: 'and', of: [] }, true],
    [{ op: 'or', of: [] }, false],
    [{ op: 'and', of: [yes, no] }, false],
    [{ op: 'and', of: [yes, yes] }, true],
    [{ op: 'or', of: [no, yes] }, true],
    [{ op: 'or', of: [no, { op: 'not', of: yes }] }, false],
    [{ op: 'const', value: true }, true],
    [{ op: 'const', value: false }, false],
  ] as const) {
    assert.equal(decide(condition, holds), expected, JSON.stringify(condition));
  }
});
