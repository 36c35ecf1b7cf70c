import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../base/random.js';
import { standardError } from './hyper-log-log.js';
import { SlidingHyperLogLog } from './sliding-hyper-log-log.js';
import { WindowSketches } from './window-sketches.js';

const WINDOWS = [60, 3_600];
const NOW = 1_000_000;
const MAX_BYTES = 8 * 2 ** 20;
const always = () => true;

/** Sketches of the first window of `sets` label sets, each with `distinct` values. */
function filled(sets: number, distinct: number, maxBytes = MAX_BYTES): WindowSketches {
  const random = seededRandom(sets);
  const word = () => (random() * 2 ** 32) | 0;
  const sketches = new WindowSketches(WINDOWS, maxBytes);
  for (let set = 0; set < sets; set += 1) {
    const sketch = sketches.make(set, 0, NOW, always);
    for (let i = 0; i < distinct; i += 1) sketch.add(word(), word(), NOW, NOW);
    assert.ok(sketches.bytes <= maxBytes, `${sketches.bytes} bytes`);
  }
  return sketches;
}

function precisions(sketches: WindowSketches, sets: number): number[] {
  return [...new Set(Array.from({ length: sets }, (_, set) => sketches.get(set, 0)!.precision))].sort(
    (a, b) => a - b,
  );
}

test('as many as documented at each precision or a better one, and never more memory', () => {
  assert.deepEqual(precisions(filled(128, 1), 128), [12]);
  assert.deepEqual(precisions(filled(129, 1), 129), [11, 12]);
  assert.deepEqual(precisions(filled(256, 1), 256), [11]);
  assert.deepEqual(precisions(filled(2_048, 1), 2_048), [8]);
});

test('the error is that of the precision that is left, for those that were folded too', () => {
  const [sets, distinct] = [300, 2_000];
  const sketches = filled(sets, distinct);
  assert.equal(precisions(sketches, sets)[0], 10);
  let squares = 0;
  for (let set = 0; set < sets; set += 1) {
    const sketch = sketches.get(set, 0)!;
    squares += ((sketch.estimate(NOW) / distinct - 1) / standardError(sketch.precision)) ** 2;
  }
  assert.ok(Math.sqrt(squares / sets) < 1.2, `${Math.sqrt(squares / sets)} standard errors`);
});

test('above the bound only when all are as small as they can be', () => {
  const sketches = new WindowSketches(WINDOWS, 1_000);
  for (let set = 0; set < 5; set += 1) sketches.make(set, 1, NOW, always);
  assert.equal(sketches.bytes, 5 * SlidingHyperLogLog.bytesOf(4));
});

test('what is not needed makes room before anything is folded', () => {
  const sketches = filled(128, 1);
  sketches.make(128, 1, NOW, (set) => set !== 5 && set !== 7);
  assert.deepEqual([sketches.size, sketches.get(5, 0), sketches.get(7, 0)], [127, undefined, undefined]);
  assert.equal(sketches.get(128, 1)!.precision, 12);
  sketches.drop(128, 1);
  sketches.drop(128, 1);
  assert.deepEqual([sketches.size, sketches.bytes], [126, 126 * SlidingHyperLogLog.bytesOf(12)]);
});

test('come back from a snapshot as they were, under the numbers that their sets have now', () => {
  const sketches = filled(3, 500, 2 ** 17);
  sketches.make(1, 1, NOW, always).add(1, 2, NOW, NOW);
  const next = new WindowSketches(WINDOWS, 2 ** 17);
  assert.equal(next.restore(structuredClone(sketches.snapshot()), Int32Array.of(2, 0, -1)), true);
  assert.deepEqual([next.size, next.get(1, 0)], [3, undefined]);
  for (const [before, now, window] of [
    [0, 2, 0],
    [1, 0, 0],
    [1, 0, 1],
  ] as const) {
    const [old, put] = [sketches.get(before, window)!, next.get(now, window)!];
    assert.deepEqual([put.precision, put.estimate(NOW + 30)], [old.precision, old.estimate(NOW + 30)]);
  }
  assert.equal(next.bytes, sketches.bytes - sketches.get(2, 0)!.bytes);
});
