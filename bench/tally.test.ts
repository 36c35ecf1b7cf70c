import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differences, Tally } from './tally.js';
import { tallyExposition } from './tally-exposition.js';

function tallyOf(counts: Readonly<Record<string, number>>): Tally {
  const tally = new Tally();
  for (const [key, count] of Object.entries(counts)) tally.add('g', key, count);
  return tally;
}

test('equal totals have no differences, and 0 is the same as absent', () => {
  assert.deepEqual(differences(tallyOf({ a: 2 }), tallyOf({ a: 2, b: 0 }), ['g']), []);
});

test('too much, too little and the unexpected are told', () => {
  assert.deepEqual(differences(tallyOf({ a: 2, b: 1 }), tallyOf({ a: 3, c: 1 }), ['g']), [
    'g "a": 3 instead of 2',
    'g "b": 0 instead of 1',
    'g "c": 1 instead of 0',
  ]);
});

test('groups that a tool does not answer for are not compared', () => {
  assert.deepEqual(differences(tallyOf({ a: 2 }), new Tally(), []), []);
});

test('an exposition is summed over the labels that no rule names', () => {
  const text = [
    '# HELP x_total words { } " \\',
    '# TYPE x_total counter',
    'x_total{source="a",user="o\\"n\\\\e\\n, {two}",op="read"} 2',
    'x_total{source="b",user="o\\"n\\\\e\\n, {two}",op="read"} 3 1700000000000',
    'y_sum 8.81e+10',
    'z_total 7',
    '',
  ].join('\n');
  const tally = tallyExposition(text, [
    { metric: 'x_total', group: 'x', labels: ['op', 'user'] },
    { metric: 'y_sum', group: 'y', labels: [], key: 'sum' },
  ]);
  assert.deepEqual(tally.toJSON(), { x: { 'read o"n\\e\n, {two}': 5 }, y: { sum: 88_100_000_000 } });
});

test('a line that cannot be read is not passed over', () => {
  assert.throws(() => tallyExposition('x_total{a="b" 2\n', []), /cannot read sample/);
});
