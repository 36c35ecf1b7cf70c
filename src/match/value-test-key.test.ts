import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { arbitraryCondition, arbitraryEvent } from '../../test/support/arbitrary-condition.js';
import { compiled } from '../../test/support/conditions.js';
import { toValue } from '../decode/to-value.js';
import { gatherAtoms } from './atoms.js';

/** Keys of the tests of a condition, with the fields they look at. */
function keys(data: unknown): string[] {
  const { fields, pairs, lines } = gatherAtoms([compiled(data)]);
  return [
    ...[...fields].flatMap(([field, tests]) => tests.map(({ key }) => `${field} ${key}`)),
    ...pairs.map((pair) => `${pair.fields} ${pair.test.key}`),
    ...lines.map(({ key }) => key),
  ];
}

const equal: readonly (readonly [unknown, unknown])[] = [
  [{ a: 'Root' }, { a: 'rOOT' }],
  [{ 'a|contains': 'x' }, { a: '*x*' }],
  [{ 'a|startswith': 'x' }, { a: 'x**' }],
  [{ a: ['x', 'y'] }, { a: ['y', 'X', 'x'] }],
  [{ 'a|contains|all': ['x', 'y'] }, { 'a|all|contains': ['y', 'x'] }],
  [{ 'a|contains|all': ['x', 'x'] }, { 'a|contains': 'x' }],
  [{ a: 1 }, { a: '1' }],
  [{ a: 'x' }, { 'a|neq': 'x' }],
  [{ 'a|exists': true }, { 'a|exists': false }],
  [{ 'a|re|i|s': 'x' }, { 'a|re|s|i': 'x' }],
  [{ 'a|re': 'x' }, { 'a|re|contains': 'x' }],
  [{ 'a|cidr': '2001:DB8::/32' }, { 'a|cidr': '2001:db8:0::/32' }],
  [{ 'a|wide': 'x' }, { 'a|utf16le': 'x' }],
  [{ '"a"': 'x' }, { a: 'x' }],
  [['x'], { '|contains': 'X' }],
];

for (const [one, other] of equal) {
  test(`${JSON.stringify(one)} tests the same as ${JSON.stringify(other)}`, () => {
    assert.deepEqual(keys(one), keys(other));
  });
}

const different: readonly (readonly [unknown, unknown])[] = [
  [{ a: 'x' }, { 'a|cased': 'x' }],
  [{ a: 'x*' }, { a: 'x\\*' }],
  [{ a: '?' }, { a: '\\?' }],
  [{ 'a|windash': '-x' }, { a: '-x' }],
  [{ 'a|all': ['x', 'y'] }, { a: ['x', 'y'] }],
  [{ 'a|re': 'x' }, { 'a|re|i': 'x' }],
  [{ 'a|re': 'x' }, { 'a|re|startswith': 'x' }],
  [{ 'a|lt': 1 }, { 'a|lte': 1 }],
  [{ 'a|hour': 1 }, { 'a|hour|lt': 1 }],
  [{ a: null }, { a: 'null' }],
  [{ a: ['x', 'y'] }, { a: ['x","y'] }],
];

for (const [one, other] of different) {
  test(`${JSON.stringify(one)} does not test the same as ${JSON.stringify(other)}`, () => {
    assert.notDeepEqual(keys(one), keys(other));
  });
}

test('equal keys mean equal tests', () => {
  const known = new Map<string, (event: Parameters<typeof toValue>[0]) => boolean>();
  let shared = 0;
  fc.assert(
    fc.property(
      arbitraryCondition,
      fc.array(arbitraryEvent, { minLength: 3, maxLength: 3 }),
      (data, events) => {
        for (const tests of gatherAtoms([compiled(data)]).fields.values()) {
          for (const { key, test: mine } of tests) {
            const run = (event: unknown): boolean => mine(event === undefined ? undefined : toValue(event));
            const other = known.get(key);
            known.set(key, run);
            if (other === undefined) continue;
            shared += 1;
            for (const value of [undefined, ...events.flatMap((event) => Object.values(event))]) {
              assert.equal(run(value), other(value), key);
            }
          }
        }
      },
    ),
    { numRuns: 1500 },
  );
  assert.ok(shared > 500, `${shared} pairs compared`);
});
