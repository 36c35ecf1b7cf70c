import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDuration } from './duration.js';

const units = [
  ['y', 31_536_000_000],
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;

for (const [text, milliseconds] of [
  ['500ms', 500],
  ['30s', 30_000],
  ['1h30m', 5_400_000],
  ['7d', 604_800_000],
  ['1m1ms', 60_001],
  ['0s', 0],
  ['007s', 7_000],
] as const) {
  test(`${text} is ${milliseconds} milliseconds`, () => assert.equal(parseDuration(text), milliseconds));
}

for (const text of [
  ...['', '5', 's', '1.5h', '-1s', '+1s', '1 s', ' 1s', '1s ', '1s\n', '1S', '1min', '1h30', '1us', '١s'],
  // Prometheus refuses what could be a slip: a unit twice, the smaller before the larger.
  ...['1s1s', '30m1h', '1ms1s', '1d1w'],
]) {
  test(`${JSON.stringify(text)} is no duration`, () => assert.equal(parseDuration(text), undefined));
}

test('the units of a duration add up', () => {
  fc.assert(
    fc.property(fc.tuple(...units.map(() => fc.option(fc.nat(999), { nil: undefined }))), (counts) => {
      const text = counts.map((count, i) => (count === undefined ? '' : `${count}${units[i]![0]}`)).join('');
      const sum = counts.reduce<number>((total, count, i) => total + (count ?? 0) * units[i]![1], 0);
      assert.equal(parseDuration(text), text === '' ? undefined : sum);
    }),
  );
});
