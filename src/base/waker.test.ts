import assert from 'node:assert/strict';
import { test } from 'node:test';
import { intervalWaker, manualWaker } from './waker.js';

test('a manual waker beats for those who listen', () => {
  const waker = manualWaker();
  const beats: string[] = [];
  const stop = waker.subscribe(() => beats.push('a'));
  const stopOther = waker.subscribe(() => {
    beats.push('b');
    stopOther();
  });
  waker.wake();
  waker.wake();
  stop();
  waker.wake();
  assert.deepEqual(beats, ['a', 'b', 'a']);
});

test('an interval waker beats at its interval until it is told to stop', (context) => {
  context.mock.timers.enable({ apis: ['setInterval'] });
  let beats = 0;
  const stop = intervalWaker(250).subscribe(() => {
    beats += 1;
  });
  context.mock.timers.tick(249);
  assert.equal(beats, 0);
  context.mock.timers.tick(1);
  context.mock.timers.tick(500);
  assert.equal(beats, 3);
  stop();
  context.mock.timers.tick(1000);
  assert.equal(beats, 3);
});
