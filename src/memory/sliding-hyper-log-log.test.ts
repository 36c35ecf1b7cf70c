import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { estimateDistinct, RANKS, rankOf, registerOf } from './hyper-log-log.js';
import { SlidingHyperLogLog, SUB_WINDOWS } from './sliding-hyper-log-log.js';

const WINDOW = 3_600;
const STEP = WINDOW / SUB_WINDOWS;

interface Met {
  readonly lo: number;
  readonly hi: number;
  readonly time: number;
}

/** The estimate from everything that was ever met: values of the window and of the sub-window that it starts in. */
function slowEstimate(met: readonly Met[], precision: number, now: number): number {
  const from = Math.floor(now / STEP) * STEP - WINDOW;
  const ranks = new Map<number, number>();
  for (const { lo, hi, time } of met) {
    if (time < from) continue;
    const register = registerOf(lo, precision);
    ranks.set(register, Math.max(ranks.get(register) ?? 0, rankOf(hi)));
  }
  const counts = new Int32Array(RANKS + 1);
  for (const rank of ranks.values()) counts[rank]! += 1;
  counts[0] = 2 ** precision - ranks.size;
  return estimateDistinct(counts);
}

type Step =
  | {
      readonly kind: 'met';
      readonly lo: number;
      readonly hi: number;
      readonly late: number;
      readonly on: number;
    }
  | { readonly kind: 'fold' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'ask'; readonly later: number };

const seconds = (most: number) => fc.nat(most * 4).map((quarters) => quarters / 4);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('met' as const),
      lo: fc.integer(),
      hi: fc.integer(),
      on: fc.oneof(seconds(10), seconds(400), seconds(3 * WINDOW)),
      late: fc.oneof(fc.constant(0), seconds(WINDOW)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('fold' as const, 'restart' as const) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('ask' as const), later: seconds(2 * WINDOW) }) },
);

test('equals a HyperLogLog of all that was met in the window, whatever the order, over folds and restarts', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), fc.nat(1e6), (steps, start) => {
      let newest = start;
      let sketch = new SlidingHyperLogLog(WINDOW, 6, newest);
      const met: Met[] = [];
      let asked = 0;
      for (const one of steps) {
        if (one.kind === 'met') {
          newest += one.on;
          const time = newest - one.late;
          if (time <= newest - WINDOW) continue;
          sketch.add(one.lo, one.hi, time, newest);
          met.push({ lo: one.lo, hi: one.hi, time });
        } else if (one.kind === 'fold') {
          if (sketch.precision > 0) sketch.fold();
        } else if (one.kind === 'restart') {
          const { base, cells } = sketch.save();
          sketch = SlidingHyperLogLog.restore(WINDOW, { base, cells: cells.slice() })!;
        } else {
          asked = newest + one.later;
        }
        const now = Math.max(asked, newest);
        assert.equal(sketch.estimate(now), slowEstimate(met, sketch.precision, now));
      }
    }),
    { numRuns: 500 },
  );
});

test('counts what is in the window, and of the sub-window before it at most', () => {
  const sketch = new SlidingHyperLogLog(WINDOW, 12, 0);
  sketch.add(1, -1, 10 * STEP, 10 * STEP);
  const at = (now: number) => Math.round(sketch.estimate(now));
  assert.equal(at(10 * STEP + WINDOW - 0.001), 1);
  assert.equal(at(10 * STEP + WINDOW + STEP - 0.001), 1);
  assert.equal(at(10 * STEP + WINDOW + STEP), 0);
});

test('refuses what it did not save', () => {
  const cells = new Uint8Array(RANKS << 4);
  assert.ok(SlidingHyperLogLog.restore(WINDOW, { base: 7, cells }));
  assert.equal(SlidingHyperLogLog.restore(WINDOW, { base: Number.NaN, cells }), undefined);
  assert.equal(SlidingHyperLogLog.restore(WINDOW, { base: 7, cells: cells.slice(1) }), undefined);
  assert.equal(SlidingHyperLogLog.restore(WINDOW, { base: 7, cells: new Uint8Array(0) }), undefined);
});
