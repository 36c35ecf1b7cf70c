import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meets, problems } from '../../test/support/conditions.js';

/** Whether `condition` holds when the selections with these names do. */
function holds(condition: string | string[], ...names: string[]): boolean {
  const selections = ['sel_a', 'sel_b', 'filter', '_hidden'].map((name) => [name, { [name]: 1 }]);
  const every = 'sel_a and sel_b and filter and _hidden and not sel_a';
  const conditions = [...[condition].flat(), every];
  const event = Object.fromEntries(names.map((name) => [name, 1]));
  return meets({ ...Object.fromEntries(selections), condition: conditions }, event);
}

test('and binds more than or', () => {
  assert.equal(holds('sel_a or sel_b and filter', 'sel_a'), true);
  assert.equal(holds('sel_b and filter or sel_a', 'sel_a'), true);
  assert.equal(holds('(sel_a or sel_b) and filter', 'sel_a'), false);
});

test('not binds more than and', () => {
  assert.equal(holds('not sel_a and sel_b'), false);
  assert.equal(holds('not sel_a and sel_b', 'sel_b'), true);
  assert.equal(holds('not (sel_a and sel_b)'), true);
  assert.equal(holds('not not sel_a', 'sel_a'), true);
});

test('x of binds more than not', () => {
  assert.equal(holds('not 1 of sel*', 'sel_a'), false);
  assert.equal(holds('not all of sel*', 'sel_a'), true);
  assert.equal(holds('sel_a and not 1 of filter*', 'sel_a'), true);
  assert.equal(holds('sel_a and not 1 of filter*', 'sel_a', 'filter'), false);
});

test('1 of, any of and all of take patterns with a star anywhere', () => {
  assert.equal(holds('1 of sel_*', 'sel_b'), true);
  assert.equal(holds('any of sel_*', 'sel_b'), true);
  assert.equal(holds('all of sel_*', 'sel_b'), false);
  assert.equal(holds('all of sel_*', 'sel_a', 'sel_b'), true);
  assert.equal(holds('1 of *_a', 'sel_a'), true);
  assert.equal(holds('1 of *_a', 'sel_b'), false);
  assert.equal(holds('1 of s*_*b', 'sel_b'), true);
  assert.equal(holds('1 of filter', 'filter'), true);
});

test('them and patterns leave out names with an underscore in front', () => {
  assert.equal(holds('1 of them', '_hidden'), false);
  assert.equal(holds('all of them', 'sel_a', 'sel_b', 'filter'), true);
  assert.equal(holds('1 of *', '_hidden'), false);
  assert.equal(holds('1 of _h*', '_hidden'), true);
  assert.equal(holds('_hidden', '_hidden'), true);
});

test('a list of conditions is OR', () => {
  assert.equal(holds(['sel_a', 'filter'], 'filter'), true);
  assert.equal(holds(['sel_a', 'filter'], 'sel_b'), false);
});

test('operators may be written in capitals, parentheses without spaces', () => {
  assert.equal(holds('NOT(sel_a AND sel_b)OR filter', 'sel_a', 'sel_b'), false);
});

const broken: readonly (readonly [string, RegExp])[] = [
  ['', /expected the name of a selection; found the end/],
  ['sel and', /expected the name of a selection after "and"; found the end/],
  ['sel and or sel', /expected the name of a selection after "and"; found "or"/],
  ['(sel', /expected "\)" after "sel"; found the end/],
  ['sel)', /expected "and" or "or" after "sel"; found "\)"/],
  ['sel sel', /expected "and" or "or" after "sel"; found "sel"/],
  ['2 of sel*', /unknown quantifier "2"; expected 1, any or all/],
  ['1 of', /expected "them" or a pattern such as filter\* after "of"; found the end/],
  ['sel and 1 of filter*', /no selection is named like "filter\*"; there are sel/],
  ['sell', /unknown selection "sell"; did you mean "sel"\?/],
  [
    'sel | count() > 5',
    /cannot use "\| count\(\) > 5": aggregations are no longer part of Sigma; count with the metric/,
  ],
  [`${'('.repeat(5000)}sel`, /nested too deeply/],
  [`${'not '.repeat(5000)}sel`, /nested too deeply/],
];

for (const [condition, problem] of broken) {
  test(`refuses ${condition === '' ? 'an empty condition' : condition.slice(0, 20)}`, () => {
    const found = problems({ sel: { a: 1 }, condition });
    assert.deepEqual([found.length, found[0]?.startsWith('when > condition: ')], [1, true], found.join('\n'));
    assert.match(found[0]!, problem);
  });
}
