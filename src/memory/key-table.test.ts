import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { grown } from './grown.js';
import { KeyTable } from './key-table.js';

interface Key {
  readonly lo: number;
  readonly hi: number;
}

/** Plain twin: a Map keeps the order of insertion. Values are the slots. */
class Model {
  readonly slots = new Map<string, number>();
  forgotten = 0;
  readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  insert(key: string, slot: number): void {
    if (this.slots.size === this.limit) {
      this.slots.delete(this.slots.keys().next().value!);
      this.forgotten += 1;
    }
    this.slots.set(key, slot);
  }

  touch(key: string): void {
    const slot = this.slots.get(key)!;
    this.slots.delete(key);
    this.slots.set(key, slot);
  }
}

const textOf = ({ lo, hi }: Key): string => `${lo},${hi}`;

/** Few homes, at both ends of the table too, so that runs are long, meet, and go round the end. */
const half = fc.oneof(fc.nat(3), fc.constantFrom(-1, -2, 15, 31, 2 ** 31 - 1, -(2 ** 31)), fc.integer());
const keys = fc.array(fc.record({ lo: half, hi: fc.oneof(fc.nat(2), fc.integer()) }), {
  minLength: 20,
  maxLength: 20,
});
const step = fc.record({
  action: fc.oneof(
    { weight: 60, arbitrary: fc.constant('meet') },
    { weight: 30, arbitrary: fc.constant('remove') },
    { weight: 3, arbitrary: fc.constant('restore') },
    { weight: 1, arbitrary: fc.constant('clear') },
  ),
  which: fc.nat(19),
});
const steps = fc.array(step, { maxLength: 300, size: 'max' });

test('equals a Map in order of meeting, whatever happens, and over restores', () => {
  const seen = { forgotten: 0, removed: 0, restored: 0 };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), keys, steps, (limit, pool, steps) => {
      let table = new KeyTable(limit);
      const model = new Model(limit);
      for (const { action, which } of steps) {
        const key = pool[which]!;
        const text = textOf(key);
        const slot = table.find(key.lo, key.hi);
        assert.equal(slot, model.slots.get(text) ?? -1);
        if (action === 'meet' && slot !== -1) {
          table.touch(slot);
          model.touch(text);
        } else if (action === 'meet') {
          const oldest = table.size === limit ? table.oldest : undefined;
          const given = table.insert(key.lo, key.hi);
          assert.equal(given, oldest ?? given);
          model.insert(text, given);
        } else if (action === 'remove' && slot !== -1) {
          table.remove(slot);
          model.slots.delete(text);
          seen.removed += 1;
        } else if (action === 'restore') {
          table = restored(table);
          for (const [i, text] of [...model.slots.keys()].entries()) model.slots.set(text, i);
          seen.restored += model.slots.size;
        } else if (action === 'clear') {
          table.clear();
          model.slots.clear();
        }
        check(table, model);
      }
      seen.forgotten += table.forgotten;
    }),
    { numRuns: 1000 },
  );
  assert.ok(Math.min(...Object.values(seen)) > 1000, JSON.stringify(seen));
});

function restored(table: KeyTable): KeyTable {
  const { lo, hi } = table.keys(table.order());
  const next = new KeyTable(table.limit);
  next.insert(1, 2);
  assert.equal(next.restore(lo, hi), true);
  next.forgotten = table.forgotten;
  return next;
}

function check(table: KeyTable, model: Model): void {
  assert.equal(table.size, model.slots.size);
  assert.equal(table.forgotten, model.forgotten);
  const slots = [...table.order()];
  assert.deepEqual(
    slots.map((slot) => [textOf({ lo: table.lo(slot), hi: table.hi(slot) }), slot]),
    [...model.slots],
  );
  assert.equal(new Set(slots).size, slots.length);
  assert.ok(slots.every((slot) => slot < table.capacity && table.capacity <= table.limit));
  assert.equal(table.oldest, slots[0] ?? -1);
}

test('keeps what it holds while it grows to a limit that is no power of two, and then goes round', () => {
  const table = new KeyTable(70_001);
  let numbers = new Uint32Array(table.capacity);
  assert.equal(numbers.length, 16);
  for (let i = 0; i < 200_000; i += 1) {
    const slot = table.insert(Math.imul(i, 0x9e3779b1), i);
    numbers = grown(numbers, table.capacity);
    numbers[slot] = i;
  }
  assert.deepEqual([table.size, table.capacity, table.forgotten], [70_001, 70_001, 129_999]);
  for (let i = 129_999; i < 200_000; i += 1)
    assert.equal(numbers[table.find(Math.imul(i, 0x9e3779b1), i)], i);
  assert.equal(table.find(Math.imul(129_998, 0x9e3779b1), 129_998), -1);
});

test('refuses keys that no table held, and is empty then', () => {
  const wrong: [number[], number[]][] = [
    [[1, 2], [3]],
    [
      [1, 2, 1],
      [3, 3, 3],
    ],
    [
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ],
  ];
  for (const [lo, hi] of wrong) {
    const table = new KeyTable(3);
    table.insert(5, 6);
    assert.equal(table.restore(lo, hi), false);
    assert.deepEqual([table.size, table.oldest, table.find(1, 3), table.find(5, 6)], [0, -1, -1, -1]);
    assert.equal(table.find(table.lo(table.insert(1, 3)), 3), table.oldest);
  }
});
