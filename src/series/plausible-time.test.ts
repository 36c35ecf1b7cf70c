import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timesOf } from '../../test/support/series.js';
import { plausibleTime } from './plausible-time.js';

test('the time of the event, or the clock when it has none or one that is over an hour ahead', () => {
  const times = timesOf([5, 1_000, 4_600, 4_600.001, Number.NaN, -3]);
  const read = [0, 1, 2, 3, 4, 5].map((row) => plausibleTime(times, row, 1_000_000));
  assert.deepEqual(read, [5, 1_000, 4_600, 1_000, 1_000, -3]);
});
