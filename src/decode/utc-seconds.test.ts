import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { utcSeconds } from './utc-seconds.js';

/** By Date, which moves a day that does not exist into the next month. */
function slow(year: number, month: number, day: number, hour: number, minute: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute);
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same && hour < 24 && minute < 60 ? date.getTime() / 1000 : Number.NaN;
}

it('agrees with Date on every minute of the years 0 to 9999, real or not', () => {
  const upTo = (max: number) => fc.nat(max);
  fc.assert(
    fc.property(upTo(9999), upTo(13), upTo(32), upTo(24), upTo(60), (...fields) => {
      assert.equal(utcSeconds(...fields), slow(...fields));
    }),
    { numRuns: 3000 },
  );
});

it('knows the leap years', () => {
  for (const [year, days] of [
    [1900, 28],
    [2000, 29],
    [2023, 28],
    [2024, 29],
  ] as const) {
    assert.ok(!Number.isNaN(utcSeconds(year, 2, days, 0, 0)));
    assert.ok(Number.isNaN(utcSeconds(year, 2, days + 1, 0, 0)));
  }
});
