import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manualClock, systemClock } from './clock.js';

test('the manual clock moves when told to, the monotonic one never back', () => {
  const clock = manualClock(100);
  clock.advance(5);
  assert.deepEqual([clock.now(), clock.monotonic()], [105, 5]);
  clock.jumpTo(7);
  clock.advance(1);
  assert.deepEqual([clock.now(), clock.monotonic()], [8, 6]);
});

test('the system clock tells milliseconds since 1970', () => {
  const before = Date.now();
  const now = systemClock.now();
  assert.ok(before <= now && now <= Date.now());
  const first = systemClock.monotonic();
  assert.ok(first <= systemClock.monotonic());
});
