import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manualClock } from './clock.js';
import { LogLimit } from './limited-log.js';

test('lets one message through per key and interval, and tells the next how many were held', () => {
  const clock = manualClock();
  const limit = new LogLimit(clock, 1000);
  const said: (readonly [string, number])[] = [];
  const say = (key: string) => limit.say(key, (held) => said.push([key, held]));
  say('a');
  say('a');
  say('b');
  clock.advance(999);
  say('a');
  assert.deepEqual(said.splice(0), [
    ['a', 0],
    ['b', 0],
  ]);
  clock.advance(1);
  say('a');
  say('b');
  say('b');
  assert.deepEqual(said.splice(0), [
    ['a', 2],
    ['b', 0],
  ]);
  clock.advance(5000);
  say('a');
  say('b');
  assert.deepEqual(said, [
    ['a', 0],
    ['b', 1],
  ]);
});

test('goes by the clock that nobody sets', () => {
  const clock = manualClock(1_000_000);
  const limit = new LogLimit(clock);
  let said = 0;
  const say = () => limit.say('a', () => (said += 1));
  say();
  clock.jumpTo(9_000_000);
  say();
  clock.jumpTo(0);
  say();
  assert.equal(said, 1);
  clock.advance(60_000);
  say();
  assert.equal(said, 2);
});
