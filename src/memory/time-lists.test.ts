import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TimeLists } from './time-lists.js';

const WINDOWS = [10, 3, 40];

/** Plain twin: entries with their lists and times, sorted and counted when asked. */
class Model {
  readonly entries = new Map<number, { list: number; time: number }>();

  times(list: number): number[] {
    const times = [...this.entries.values()].filter((one) => one.list === list).map(({ time }) => time);
    return times.sort((a, b) => a - b);
  }

  count(list: number, window: number, now: number): number {
    return this.times(list).filter((time) => time > now - WINDOWS[window]!).length;
  }
}

const step = fc.record({
  entry: fc.nat(40),
  list: fc.nat(20),
  action: fc.constantFrom('add', 'add', 'add', 'remove', 'advance'),
  on: fc.oneof(fc.constant(0), fc.nat(4), fc.nat(60)),
  late: fc.oneof(fc.constant(0), fc.nat(50)),
});

test('equals sorted arrays, in whatever order entries come and go', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 150, size: 'max' }), (steps) => {
      const lists = new TimeLists(WINDOWS);
      const model = new Model();
      let now = 0;
      for (const { entry, list, action, on, late } of steps) {
        now += on;
        const known = model.entries.get(entry);
        const at = known?.list ?? list;
        lists.advance(at, now);
        if (action === 'add' && known === undefined) {
          lists.add(list, entry, now - late, now);
          model.entries.set(entry, { list, time: now - late });
        } else if (action === 'add' && known !== undefined && now - late > known.time) {
          lists.move(entry, now - late, now);
          known.time = now - late;
        } else if (action === 'remove' && known !== undefined) {
          lists.remove(entry);
          model.entries.delete(entry);
        }
        check(lists, model, at, now);
        assert.deepEqual(
          [...lists.entries()],
          [...model.entries.keys()].sort((a, b) => a - b),
        );
      }
      for (let list = 0; list <= 20; list += 1) {
        lists.advance(list, now);
        check(lists, model, list, now);
      }
    }),
    { numRuns: 300 },
  );
});

function check(lists: TimeLists, model: Model, list: number, now: number): void {
  const times: number[] = [];
  for (let entry = lists.oldest(list); entry !== -1; entry = lists.newerThan(entry)) {
    assert.deepEqual({ list: lists.listOf(entry), time: lists.time(entry) }, model.entries.get(entry));
    times.push(lists.time(entry));
  }
  assert.deepEqual(times, model.times(list));
  assert.equal(lists.size(list), times.length);
  for (let window = 0; window < WINDOWS.length; window += 1) {
    for (const later of [0, 1, 5, 39, 100])
      assert.equal(lists.count(list, window, now + later), model.count(list, window, now + later));
  }
}

test('a list that was never used is empty', () => {
  const lists = new TimeLists([10]);
  lists.advance(1_000, 5);
  assert.deepEqual([lists.size(1_000), lists.oldest(1_000), lists.count(1_000, 0, 5)], [0, -1, 0]);
});
