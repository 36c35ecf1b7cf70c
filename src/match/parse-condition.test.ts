import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compiled, meets, parsed, problems } from '../../test/support/conditions.js';

const cases: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['an empty map', {}, ['when: expected at least one field; found an empty map']],
  ['an empty list', [], ['when: expected at least one map or keyword; found an empty list']],
  ['a text', 'denied', ['when: expected a map of fields, or a list of maps or keywords']],
  ['nothing', undefined, ['when: expected a map of fields, or a list of maps or keywords']],
  ['null', null, ['when: expected a map of fields, or a list of maps or keywords']],
  ['no value', { a: [] }, ['when > a: expected at least one value; found an empty list']],
  [
    'a map as value',
    { a: { b: 1 } },
    ['when > a: expected a text, a number, true, false or null; found a map'],
  ],
  [
    'a list in a list',
    { a: ['x', ['y']] },
    ['when > a > 1: expected a text, a number, true, false or null; found a list'],
  ],
  [
    'a list in a list of keywords',
    ['x', ['y']],
    ['when > 1: expected a text, a number, true, false or null; found a list'],
  ],
  ['an empty keyword', ['x', ''], ['when > 1: a keyword must be a text; found ""']],
  ['a null keyword', [null], ['when > 0: a keyword must be a text; found null']],
  [
    'a number that lost digits',
    { id: 1.2345678901234567e19 },
    ['when > id: number 12345678901234567000 is too large to be kept exactly; put it in quotes'],
  ],
  [
    'a field that is no path',
    { 'a..b': 1 },
    ['when > a..b: cannot read field "a..b"; expected names joined by dots, such as request.path'],
  ],
  [
    'an empty field name',
    { '': 1 },
    ['when > : cannot read field ""; expected names joined by dots, such as request.path'],
  ],
  [
    'keywords by range',
    { '|cidr': '10.0.0.0/8' },
    ['when > |cidr: cannot use modifier "cidr" without a field name'],
  ],
  [
    'several problems, all of them',
    [{ a: [], 'b|contain': 1 }, { c: {} }],
    [
      'when > 0 > a: expected at least one value; found an empty list',
      'when > 0 > b|contain: unknown modifier "contain"; did you mean "contains"?',
      'when > 1 > c: expected a text, a number, true, false or null; found a map',
    ],
  ],
  [
    'a selection that no condition names',
    { selection: { a: 1 }, filter: { b: 1 }, condition: 'selection' },
    ['when > filter: selection "filter" is used by no condition; use it, or remove it'],
  ],
  [
    'an unused selection with a name like a used one',
    { selection: { a: 1 }, selection2: { b: 1 }, condition: 'selection' },
    ['when > selection2: selection "selection2" is used by no condition; did you mean "selection"?'],
  ],
  [
    'one typo, told once',
    { selection: { a: 1 }, filter: { b: 1 }, condition: 'selection and not filtr' },
    ['when > condition: unknown selection "filtr"; did you mean "filter"?'],
  ],
  [
    'problems of a selection and of the condition',
    { selection: { a: [] }, condition: ['selection', 'and'] },
    [
      'when > selection > a: expected at least one value; found an empty list',
      'when > condition > 1: expected the name of a selection; found "and"',
    ],
  ],
  [
    'a condition that is no text',
    { selection: { a: 1 }, condition: { a: 1 } },
    ['when > condition: expected a condition such as "selection and not filter"'],
  ],
  [
    'no condition in the list',
    { selection: { a: 1 }, condition: [] },
    ['when > condition: expected a condition such as "selection and not filter"'],
  ],
  [
    'a timeframe',
    { selection: { a: 1 }, timeframe: '5m', condition: 'selection' },
    [
      'when > timeframe: cannot use "timeframe": aggregations are no longer part of Sigma; use a range in PromQL',
    ],
  ],
];

for (const [name, data, expected] of cases) {
  test(`tells of ${name}`, () => assert.deepEqual(problems(data), expected));
}

test('an unused selection with an underscore in front is nobody’s mistake', () => {
  assert.equal(meets({ selection: { a: 1 }, _note: { b: 1 }, condition: 'selection' }, { a: 1 }), true);
});

test('a problem of a key says so', () => {
  assert.equal(parsed({ 'a|contain': 1 }).issues[0]?.atKey, true);
  assert.equal(parsed({ a: [] }).issues[0]?.atKey, undefined);
});

test('fields are named by their canonical path', () => {
  const condition = compiled({ 'a."b".c|contains': 'x' });
  assert.equal(condition.op === 'field' && condition.field, 'a.b.c');
  const pair = compiled({ 'a|fieldref': '"b" . c' });
  assert.deepEqual(pair.op === 'fields' && pair.fields, ['a', 'b.c']);
});

test('exists is known as a test of presence alone', () => {
  const condition = compiled({ 'a|exists': true });
  assert.equal(condition.op === 'field' && condition.test.presence, true);
  const isNull = compiled({ a: null });
  assert.equal(isNull.op === 'field' && isNull.test.presence, undefined);
});

test('whatever the data, there is a condition or a problem, and no exception', () => {
  const key = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'condition',
      'a|re',
      'a|cidr|all',
      'a|exists',
      '|all',
      'a|base64offset',
      '__proto__',
      'timeframe',
    ),
  );
  const { data } = fc.letrec((tie) => ({
    data: fc.oneof(
      { maxDepth: 3 },
      fc.jsonValue(),
      fc.constantFrom('a and (b', 'not', '(?=a)', '1 of *'),
      fc.array(tie('data'), { maxLength: 3 }),
      fc.dictionary(key, tie('data'), { maxKeys: 3 }),
    ),
  }));
  fc.assert(
    fc.property(data, (some) => {
      const { condition, issues } = parsed(some);
      assert.equal(condition === undefined, issues.length > 0);
    }),
    { numRuns: 1000 },
  );
});
