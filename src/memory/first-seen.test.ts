import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FirstSeen } from './first-seen.js';
import type { MemorySnapshot } from './memory-snapshot.js';

/** Plain twin: a Map keeps the order of meeting. */
class Model {
  readonly known = new Map<number, true>();
  forgotten = 0;
  #start: number | undefined;
  readonly #limit: number;
  readonly #learn: number;

  constructor(limit: number, learn: number) {
    this.#limit = limit;
    this.#learn = learn;
  }

  meet(key: number, time: number): boolean {
    this.#start ??= time;
    const isKnown = this.known.delete(key);
    if (!isKnown && this.known.size === this.#limit) {
      this.known.delete(this.known.keys().next().value!);
      this.forgotten += 1;
    }
    this.known.set(key, true);
    return !isKnown && time >= this.#start + this.#learn;
  }
}

const event = fc.record({
  key: fc.nat(30),
  /** Times go back and forth: only the first one and those around the end of the learning matter. */
  time: fc.oneof(fc.integer({ min: -20, max: 200 }), fc.constantFrom(99.999, 100, 1e12, -1e12)),
  restart: fc.boolean(),
});

test('equals a Map in order of meeting, over disorder, forgetting and restarts', () => {
  const seen = { fresh: 0, learned: 0, forgotten: 0 };
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom(0, 50, 100),
      fc.array(event, { maxLength: 120, size: 'max' }),
      (limit, learn, events) => {
        let memory = new FirstSeen(limit, learn);
        const model = new Model(limit, learn);
        for (const { key, time, restart } of events) {
          const before = model.known.has(key);
          const isNew = memory.meet(key, -key, time);
          assert.equal(isNew, model.meet(key, time));
          if (isNew) seen.fresh += 1;
          else if (!before) seen.learned += 1;
          if (restart) memory = restored(memory, limit, learn);
          assert.deepEqual([memory.size, memory.forgotten], [model.known.size, model.forgotten]);
        }
        seen.forgotten += model.forgotten;
      },
    ),
    { numRuns: 1000 },
  );
  assert.ok(Math.min(...Object.values(seen)) > 1000, JSON.stringify(seen));
});

function restored(memory: FirstSeen, limit: number, learn: number): FirstSeen {
  const next = new FirstSeen(limit, learn);
  assert.equal(next.restore(memory.snapshot()), true);
  return next;
}

test('a key is new from the end of the learning on, to the second', () => {
  const memory = new FirstSeen(10, 60);
  assert.deepEqual(
    [1000, 1059.999, 1060, 1060, 990].map((time, key) => memory.meet(key, key, time)),
    [false, false, true, true, false],
  );
  assert.equal(new FirstSeen(10, 0).meet(1, 1, 1000), true);
});

test('forgets the oldest when it is restored with less room', () => {
  const memory = new FirstSeen(5, 0);
  for (const key of [1, 2, 3, 4, 1]) memory.meet(key, key, 0);
  const small = new FirstSeen(2, 0);
  assert.equal(small.restore(memory.snapshot()), true);
  assert.deepEqual([small.size, small.forgotten], [2, 2]);
  assert.deepEqual(
    [4, 1, 2].map((key) => small.meet(key, key, 0)),
    [false, false, true],
  );
});

test('a snapshot does not change with what comes after it', () => {
  const memory = new FirstSeen(5, 0);
  memory.meet(1, 1, 0);
  const saved = memory.snapshot();
  memory.meet(2, 2, 0);
  const other = new FirstSeen(5, 0);
  assert.equal(other.restore(saved), true);
  assert.equal(other.size, 1);
});

test('refuses what is no snapshot of it, and remembers nothing then', () => {
  const memory = new FirstSeen(5, 0);
  for (const key of [1, 2]) memory.meet(key, key, 0);
  const good = memory.snapshot();
  const { lo, hi, start } = good.columns;
  const wrong: MemorySnapshot[] = [
    { head: {}, columns: {} },
    { head: good.head, columns: {} },
    { head: { ...good.head, version: 2 }, columns: good.columns },
    { head: { ...good.head, forgotten: 'x' }, columns: good.columns },
    { head: good.head, columns: { lo: lo!, hi: hi!, start: new Float64Array(0) } },
    { head: good.head, columns: { lo: lo!, hi: hi!.slice(1), start: start! } },
    { head: good.head, columns: { lo: Int32Array.of(1, 1), hi: Int32Array.of(1, 1), start: start! } },
  ];
  for (const one of wrong) {
    const fresh = new FirstSeen(5, 0);
    assert.equal(fresh.restore(one), false);
    assert.deepEqual([fresh.size, fresh.forgotten, fresh.meet(1, 1, 0)], [0, 0, true]);
  }
});
