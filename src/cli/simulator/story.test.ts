import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manualClock } from '../../base/clock.js';
import { createStory } from './story.js';

const noon = Date.parse('2026-11-20T12:00:00Z');

test('a story of the past runs at its speed until the present, and then with the clock', () => {
  const clock = manualClock(noon);
  const story = createStory(clock, { start: noon - 100_000, speed: 50 });
  assert.deepEqual([story.clock.now(), story.behind], [noon - 100_000, 100_000]);
  clock.advance(1_000);
  assert.equal(story.advance(), 50_000);
  assert.deepEqual([story.clock.now(), story.behind], [noon - 50_000, 51_000]);
  clock.advance(3_000);
  // Not 150 seconds: that would be the future.
  assert.equal(story.advance(), 54_000);
  assert.deepEqual([story.clock.now(), story.behind], [noon + 4_000, 0]);
  clock.advance(250);
  assert.equal(story.advance(), 250);
  assert.equal(story.clock.now(), noon + 4_250);
});

test('it stands still between two steps', () => {
  const clock = manualClock(noon);
  const story = createStory(clock, { start: noon, speed: 1 });
  clock.advance(400);
  assert.equal(story.clock.now(), noon);
  assert.equal(story.advance(), 400);
  assert.equal(story.clock.now(), noon + 400);
});

test('after a night asleep it goes on with the clock and does not catch up', () => {
  const clock = manualClock(noon);
  const story = createStory(clock, { start: noon, speed: 1 });
  clock.advance(8 * 3_600_000);
  assert.equal(story.advance(), 5_000);
  assert.equal(story.clock.now(), noon + 8 * 3_600_000);
});

test('one step is never more than ten minutes', () => {
  const clock = manualClock(noon);
  const story = createStory(clock, { start: noon - 86_400_000, speed: 3_000 });
  clock.advance(2_000);
  assert.equal(story.advance(), 600_000);
});

test('a story that would begin in the future begins now', () => {
  const clock = manualClock(noon);
  const story = createStory(clock, { start: noon + 5_000, speed: 10 });
  assert.deepEqual([story.clock.now(), story.behind], [noon, 0]);
});
