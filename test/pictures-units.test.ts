import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixed } from '../scripts/pictures/value/decimals.js';
import { formatValue } from '../scripts/pictures/value/units.js';

/** As Grafana writes them. */
const written: readonly (readonly [
  unit: string,
  value: number,
  decimals: number | undefined,
  text: string,
])[] = [
  ['none', 1234, undefined, '1234'],
  ['none', 0.123456, undefined, '0.123'],
  ['none', 2.5, 0, '3'],
  ['short', 0, undefined, '0'],
  ['short', 999, undefined, '999'],
  ['short', 1000, undefined, '1 K'],
  ['short', 1499, 0, '1 K'],
  ['short', 1499, undefined, '1.5 K'],
  ['short', 15_300_000, 1, '15.3 Mil'],
  ['short', -1500, 1, '-1.5 K'],
  ['locale', 1234567.5, 0, '1,234,568'],
  ['percentunit', 0.0534, 1, '5.3%'],
  ['percent', 5, undefined, '5%'],
  ['bytes', 0, 1, '0.0 B'],
  ['bytes', 1536, undefined, '1.5 KiB'],
  ['bytes', 1024 ** 3, undefined, '1 GiB'],
  ['decbytes', 1500, undefined, '1.5 kB'],
  ['Bps', 2_500_000, undefined, '2.5 MB/s'],
  ['cps', 12.34, 1, '12.3 c/s'],
  ['cps', 12_340, 1, '12.3K c/s'],
  ['reqps', 0.5, undefined, '0.5 req/s'],
  ['s', 0, undefined, '0 s'],
  ['s', 0.000_25, undefined, '250 µs'],
  ['s', 0.012, 0, '12 ms'],
  ['s', 59, undefined, '59 s'],
  ['s', 90, 1, '1.5 min'],
  ['s', 5401, 0, '2 hour'],
  ['s', 86_400, undefined, '1 day'],
  ['s', -7200, undefined, '-2 hour'],
  ['s', 604_800 * 3, undefined, '3 week'],
  ['s', Number.POSITIVE_INFINITY, undefined, 'Infinity'],
];

for (const [unit, value, decimals, text] of written) {
  test(`${value} in ${unit} with ${decimals ?? 'useful'} decimals is ${text}`, () => {
    assert.equal(formatValue(unit, value, decimals), text);
  });
}

test('what is rounded to zero has no sign', () => {
  assert.equal(fixed(-0.001, 2), '0.00');
});

test('a unit that is not known is refused', () => {
  assert.throws(() => formatValue('furlong', 1), /furlong/);
});
