import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type JoinEvent, JoinModel, type Pair } from '../../test/support/join-model.js';
import { JOIN_RESULTS, noResults } from './join-results.js';
import { Role } from './join-role.js';
import { JoinTable, Step } from './join-table.js';
import type { Column, MemorySnapshot } from './memory-snapshot.js';

function take(table: JoinTable, { key, role, time, now }: JoinEvent, number: number): Pair | undefined {
  if (key === undefined) {
    table.takeWithoutKey(time, now);
    return undefined;
  }
  table.hash.text(key);
  const step = table.take(role, time, now);
  if (step === Step.waits && role === Role.to) table.keepSeries(number);
  if (step !== Step.pair) return undefined;
  return { seconds: table.seconds, to: role === Role.to ? number : table.series };
}

/** Times move on by jumps of every kind: forward, none, back, far ahead of the clock, hours back. */
const move = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 3, arbitrary: fc.integer({ min: -12, max: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom(-40_000, 40_000, -0.25, 0.1, 11, 10) },
);
const event = fc.record({
  key: fc.oneof(
    { weight: 30, arbitrary: fc.nat(12).map((number) => `request ${number}`) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  ),
  role: fc.constantFrom(Role.from, Role.to),
  move,
  /** How far the event is from the time that the log has reached. */
  apart: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: move }),
  /** How often it is written: audit devices. */
  devices: fc.constantFrom(1, 1, 1, 2, 3),
  restart: fc.oneof(
    { weight: 20, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
});
const histories = fc.array(event, { maxLength: 200, size: 'max' });

/** `remember` of the table after a restart. */
const shrink = fc.record({ at: fc.nat(400), to: fc.integer({ min: 1, max: 10 }) });

test('scenario 26: response before request, missing response, duplicate id: equals its rule, written plainly, over disorder, devices, clock jumps, timeouts, caps and restarts', () => {
  const seen = noResults();
  fc.assert(
    fc.property(histories, fc.integer({ min: 1, max: 15 }), shrink, (history, remember, smaller) => {
      let table = new JoinTable({ timeout: 10, remember });
      let model = new JoinModel(10, remember);
      const pairs: Pair[] = [];
      let reached = 1_700_000_000;
      let events = 0;
      for (const { key, role, move, apart, devices, restart } of history) {
        reached += move;
        const time = reached + apart;
        for (let device = 0; device < devices; device += 1) {
          const one = { key, role, time, now: 1_700_000_100 };
          model.take(one, events);
          const pair = take(table, one, events);
          if (pair !== undefined) pairs.push(pair);
          events += 1;
        }
        if (restart) table = restarted(table, model.remember);
        if (restart && events > smaller.at && smaller.to < model.remember) {
          model = Object.assign(new JoinModel(10, smaller.to), { ...model, remember: smaller.to });
          model.forget(smaller.to);
          table = restarted(table, smaller.to);
        }
        assert.deepEqual(pairs, model.pairs);
        assert.deepEqual(table.results, model.results);
        assert.equal(table.inFlight, model.open.length);
        assert.equal(total(table), events);
      }
      for (const result of JOIN_RESULTS) seen[result] += table.results[result];
    }),
    { numRuns: 1500 },
  );
  assert.ok(Math.min(...Object.values(seen)) > 500, JSON.stringify(seen));
});

function restarted(table: JoinTable, remember: number): JoinTable {
  const next = new JoinTable({ timeout: 10, remember });
  assert.equal(next.restore(reread(table.snapshot()), 10_000), true);
  return next;
}

/** As it comes from a checkpoint. */
function reread({ head, columns }: MemorySnapshot): MemorySnapshot {
  return structuredClone({ head: JSON.parse(JSON.stringify(head)), columns });
}

function total({ results, inFlight }: JoinTable): number {
  return Object.values(results).reduce((sum, count) => sum + count, inFlight);
}

/** Takes `role time key` events in words: `from 0 a, to 2.5 a`; returns what became of them. */
function story(text: string, { timeout = 10, remember = 100, now = 1000 } = {}) {
  const table = new JoinTable({ timeout, remember });
  const durations: number[] = [];
  for (const [i, words] of text.split(', ').entries()) {
    const [role, time, key] = words.split(' ');
    const event = { key, role: Role[role as 'from' | 'to'], time: Number(time), now };
    const pair = take(table, event, i);
    if (pair !== undefined) durations.push(pair.seconds);
  }
  const results = Object.entries(table.results).filter(([, count]) => count > 0);
  return { durations, inFlight: table.inFlight, ...Object.fromEntries(results) };
}

test('a pair is joined once, whichever comes first and however many devices write it', () => {
  const once = { durations: [2.5], inFlight: 0, joined: 2 };
  assert.deepEqual(story('from 0 a, to 2.5 a'), once);
  assert.deepEqual(story('to 2.5 a, from 0 a'), once);
  const twice = { ...once, duplicate: 2 };
  assert.deepEqual(story('from 0 a, from 0 a, to 2.5 a, to 2.5 a'), twice);
  assert.deepEqual(story('from 0 a, to 2.5 a, from 0 a, to 2.5 a'), twice);
  assert.deepEqual(story('to 2.5 a, to 2.5 a, from 0 a, from 0 a'), twice);
});

test('the first of two events with one key counts', () => {
  assert.deepEqual(story('from 0 a, from 1 a, to 3 a'), {
    durations: [3],
    inFlight: 0,
    joined: 2,
    duplicate: 1,
  });
});

test('a key may be used again once the timeout of its pair has passed', () => {
  assert.deepEqual(story('from 0 a, to 1 a, from 11 a, to 11 a'), {
    ...{ durations: [1], inFlight: 0 },
    ...{ joined: 2, duplicate: 2 },
  });
  assert.deepEqual(story('from 0 a, to 1 a, from 11.5 a, to 12 a'), {
    ...{ durations: [1, 0.5], inFlight: 0 },
    joined: 4,
  });
});

test('what has no partner within the timeout expires, to the moment', () => {
  assert.deepEqual(story('from 0 a, to 10 a'), { durations: [10], inFlight: 0, joined: 2 });
  assert.deepEqual(story('from 0 a, to 10.5 a'), { durations: [], inFlight: 1, expired: 1 });
  assert.deepEqual(story('from 0 a, to 10.5 a, from 21 b'), { durations: [], inFlight: 1, expired: 2 });
  assert.deepEqual(story('from 0 a, from 11'), { durations: [], inFlight: 0, expired: 1, no_key: 1 });
});

test('a difference over the timeout is not observed though both events came together', () => {
  assert.deepEqual(story('to 50 a, from 0 a'), { durations: [], inFlight: 0, expired: 2 });
});

test('a response before its request is a wrong clock, and done with', () => {
  assert.deepEqual(story('from 5 a, to 4 a, to 6 a'), { durations: [], inFlight: 0, clock: 2, duplicate: 1 });
});

test('a host whose clock is late by more than the timeout is joined as well as any', () => {
  assert.deepEqual(story('from 500 a, from 100 b, to 501 a, to 101 b'), {
    ...{ durations: [1, 1], inFlight: 0 },
    joined: 4,
  });
});

test('one event from a far future lets no other expire', () => {
  assert.deepEqual(story('from 999 a, from 90000 b, to 1000 a, to 90001 b'), {
    ...{ durations: [1, 1], inFlight: 0 },
    joined: 4,
  });
  // Up to an hour it may be our own clock that is late.
  assert.deepEqual(story('from 999 a, from 4600 b, to 1000 a'), {
    ...{ durations: [], inFlight: 2 },
    expired: 1,
  });
});

test('done keys make room before those in flight, then the oldest in flight is forgotten', () => {
  const events = 'from 0 a, from 1 b, to 1 b, from 2 c, from 3 d, from 4 b, to 5 a';
  assert.deepEqual(story(events, { remember: 3 }), {
    ...{ durations: [0], inFlight: 3 },
    ...{ joined: 2, forgotten: 2 },
  });
  assert.deepEqual(story(events, { remember: 4 }), {
    ...{ durations: [0, 5], inFlight: 2 },
    ...{ joined: 4, duplicate: 1 },
  });
});

test('100,000 of 1,000,000 open events are remembered, the newest', () => {
  const table = new JoinTable({ timeout: 300, remember: 100_000 });
  const words = new Int32Array(1);
  const event = (number: number, role: number): number => {
    words[0] = number;
    table.hash.words(words, 1);
    return table.take(role, 1000, 1000);
  };
  for (let i = 0; i < 1_000_000; i += 1) event(i, Role.from);
  assert.deepEqual([table.inFlight, table.results.forgotten], [100_000, 900_000]);
  for (let i = 900_000; i < 1_000_000; i += 1) assert.equal(event(i, Role.to), Step.pair);
  assert.deepEqual([table.inFlight, table.results.joined, total(table)], [0, 200_000, 1_100_000]);
});

test('what is no snapshot of joins is refused, and the table stays as new', () => {
  const table = new JoinTable({ timeout: 10, remember: 10 });
  for (const [i, key] of ['a', 'b', 'c', 'b', 'c', 'd'].entries())
    take(table, { key, role: i < 3 ? Role.from : Role.to, time: i, now: 0 }, i);
  const { head, columns } = table.snapshot();
  const good: MemorySnapshot = { head, columns };
  const broken: MemorySnapshot[] = [
    { head: {}, columns: {} },
    ...Object.keys(head).map((name) => ({ head: { ...head, [name]: 'x' }, columns })),
    ...Object.keys(columns).map((name) => ({ head, columns: { ...columns, [name]: new Float64Array(5) } })),
    ...Object.keys(columns).map((name) => ({ head, columns: without(columns, name) })),
    { head: { ...head, results: { ...table.results, clock: -1 } }, columns },
    { head: { ...head, results: { joined: 1 } }, columns },
    { head: { ...head, newest: null }, columns },
    { head: { ...head, newest: 0.5 }, columns },
    { head, columns: { ...columns, openAt: Float64Array.of(0, Number.NaN) } },
    { head, columns: { ...columns, openAt: Float64Array.of(5, 0) } },
    { head, columns: { ...columns, openTimes: Float64Array.of(0, Number.POSITIVE_INFINITY) } },
    { head, columns: { ...columns, openRoles: Uint8Array.of(0, 2) } },
    { head, columns: { ...columns, openSeries: Int32Array.of(0, -1) } },
    { head, columns: { ...columns, openSeries: Int32Array.of(0, 6) } },
    { head, columns: { ...columns, doneAt: Float64Array.of(3, 2) } },
    { head, columns: { ...columns, doneLo: Int32Array.of(1, 1), doneHi: Int32Array.of(1, 1) } },
    {
      head,
      columns: { ...columns, openLo: columns['doneLo']!.slice(1), openHi: columns['doneHi']!.slice(1) },
    },
  ];
  for (const one of broken) {
    const next = new JoinTable({ timeout: 10, remember: 10 });
    assert.equal(next.restore(one, 6), false, JSON.stringify(one));
    assert.equal(total(next), 0);
    take(next, { key: 'a', role: Role.from, time: 0, now: 0 }, 0);
    assert.deepEqual(take(next, { key: 'a', role: Role.to, time: 2, now: 0 }, 7), { seconds: 2, to: 7 });
  }
  const next = new JoinTable({ timeout: 10, remember: 10 });
  assert.equal(next.restore(good, 6), true);
  assert.deepEqual(take(next, { key: 'a', role: Role.to, time: 5, now: 0 }, 8), { seconds: 5, to: 8 });
});

function without(columns: Readonly<Record<string, Column>>, name: string): Record<string, Column> {
  return Object.fromEntries(Object.entries(columns).filter(([other]) => other !== name));
}

test('a snapshot stays what it was while the table goes on', () => {
  const table = new JoinTable({ timeout: 10, remember: 5 });
  for (let i = 0; i < 5; i += 1) take(table, { key: `${i}`, role: Role.from, time: i, now: 0 }, i);
  const saved = table.snapshot();
  const before = reread(saved);
  for (let i = 3; i < 9; i += 1) take(table, { key: `${i}`, role: Role.to, time: i, now: 0 }, i);
  assert.deepEqual(reread(saved), before);
});
