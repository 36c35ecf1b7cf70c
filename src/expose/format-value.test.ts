import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatBound, formatValue } from './format-value.js';

test('values', () => {
  const cases: readonly [number, string][] = [
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '+Inf'],
    [Number.NEGATIVE_INFINITY, '-Inf'],
    [0, '0'],
    [-0, '0'],
    [42, '42'],
    [2 ** 53, '9007199254740992'],
    [-(2 ** 53), '-9007199254740992'],
    [0.1, '0.1'],
    [1e-7, '1e-7'],
    [1.5e300, '1.5e+300'],
  ];
  for (const [value, text] of cases) assert.equal(formatValue(value), text);
});

test('a value reads back as the same number, and a whole one up to 2^53 has digits only', () => {
  fc.assert(
    fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
      assert.equal(Number(formatValue(value)), value === 0 ? 0 : value);
    }),
  );
  fc.assert(fc.property(fc.maxSafeInteger(), (value) => assert.match(formatValue(value), /^-?\d+$/)));
});

// Both lists stand in the OpenMetrics specification, "Canonical Numbers".
const canonical =
  '0.0 0.001 0.002 0.01 0.1 0.9 0.95 0.99 0.999 1.0 1.7 10.0 1e-10 1e-09 1e-05 0.0001 100000.0 1e+06 1e+10 +Inf';

test('bounds of the specification are written as it writes them', () => {
  for (const text of canonical.split(' ')) {
    assert.equal(formatBound(text === '+Inf' ? Number.POSITIVE_INFINITY : Number(text)), text);
  }
  assert.equal(formatBound(-2.5), '-2.5');
  assert.equal(formatBound(1234567), '1.234567e+06');
  assert.equal(formatBound(123456), '123456.0');
});

test('a bound reads back as the same number and never looks like an integer', () => {
  fc.assert(
    fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
      const text = formatBound(value);
      assert.equal(Number(text), value === 0 ? 0 : value);
      assert.match(text, /^-?(?:\d+\.\d+|\d+(?:\.\d+)?e[+-]\d\d+)$/);
    }),
  );
});
