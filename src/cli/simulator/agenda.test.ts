import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from '../../base/random.js';
import { Agenda } from './agenda.js';

test('acts happen in order of time, those of one time in the order they were planned', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 40 }), (delays) => {
      const agenda = new Agenda();
      const happened: number[] = [];
      for (const [index, delay] of delays.entries()) agenda.after(delay, () => happened.push(index));
      agenda.runUntil(20);
      const expected = delays.map((delay, index) => ({ delay, index })).sort((a, b) => a.delay - b.delay);
      assert.deepEqual(
        happened,
        expected.map(({ index }) => index),
      );
    }),
  );
});

test('an act sees its own time and nothing happens before it is due', () => {
  const agenda = new Agenda();
  const times: number[] = [];
  agenda.after(10, () => {
    times.push(agenda.now);
    agenda.after(5, () => times.push(agenda.now));
  });
  agenda.runUntil(9);
  assert.deepEqual(times, []);
  agenda.runUntil(14);
  assert.deepEqual(times, [10]);
  agenda.runUntil(15);
  assert.deepEqual(times, [10, 15]);
});

test('what happens often does so at its mean rate', () => {
  const agenda = new Agenda();
  let count = 0;
  agenda.often(seededRandom(5), 100, () => {
    count += 1;
  });
  agenda.runUntil(100_000);
  assert.ok(count > 850 && count < 1150, `${count} times`);
});
