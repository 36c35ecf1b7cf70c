import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Streaks } from './streaks.js';

test('a run grows by one and ends at 0; slots that were never extended are at 0', () => {
  const streaks = new Streaks();
  assert.deepEqual([streaks.extend(3), streaks.extend(3), streaks.extend(100)], [1, 2, 1]);
  streaks.end(3);
  streaks.end(5_000);
  assert.deepEqual([...streaks.lengths(5)], [0, 0, 0, 0, 0]);
  assert.equal(streaks.extend(3), 1);
  const copy = streaks.lengths(200);
  streaks.extend(3);
  assert.deepEqual([copy.length, copy[3], copy[100], copy[199]], [200, 1, 1, 0]);
  streaks.set(7, 2 ** 40);
  assert.equal(streaks.extend(7), 2 ** 40 + 1);
});
