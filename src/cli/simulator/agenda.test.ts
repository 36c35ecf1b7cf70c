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

test('how often something happens follows its level, also where that is small', () => {
  const agenda = new Agenda();
  let count = 0;
  // Once in 100 s; then, by a thousandth of the level, hardly ever; waits are looked at again, so the end is seen.
  const level = () => (agenda.now > 10_000_000 && agenda.now < 90_000_000 ? 0.001 : 1);
  const times: number[] = [];
  agenda.often(
    seededRandom(9),
    100_000,
    () => {
      count += 1;
      times.push(agenda.now);
    },
    level,
  );
  agenda.runUntil(100_000_000);
  const quiet = times.filter((time) => time > 10_400_000 && time < 90_000_000).length;
  assert.ok(quiet <= 5, `${quiet} times`);
  assert.ok(count > 150 && count < 250, `${count} times`);
});

test('what is spaced happens neither too soon nor too late', () => {
  const agenda = new Agenda();
  const times: number[] = [0];
  agenda.spaced(seededRandom(2), 500, 800, () => times.push(agenda.now));
  agenda.runUntil(100_000);
  const gaps = times.slice(1).map((time, index) => time - times[index]!);
  assert.ok(gaps[0]! <= 800);
  assert.ok(gaps.slice(1).every((gap) => gap >= 500 && gap <= 800));
  assert.ok(times.length > 120);
});
