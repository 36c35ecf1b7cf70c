import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DistinctModel } from '../../test/support/distinct-model.js';
import { type DistinctOptions, DistinctWindows } from './distinct-windows.js';
import { KeyHash } from './key-hash.js';
import type { MemorySnapshot } from './memory-snapshot.js';

const SETS = 4;
const WINDOWS = [10, 60];
const everySet = Int32Array.from({ length: SETS }, (_, set) => set);
const hash = new KeyHash('0123456789abcdef');

interface Step {
  readonly set: number;
  readonly value: number;
  /** How much later than the newest event so far, or how much earlier. */
  readonly on: number;
  readonly late: number;
  readonly after: 'go on' | 'restart' | 'forget';
}

const step: fc.Arbitrary<Step> = fc.record({
  set: fc.nat(SETS - 1),
  value: fc.nat(25),
  on: fc.oneof({ weight: 8, arbitrary: fc.nat(8) }, { weight: 1, arbitrary: fc.nat(90) }).map((n) => n / 4),
  late: fc
    .oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(250) })
    .map((n) => n / 4),
  after: fc.oneof(
    { weight: 20, arbitrary: fc.constant('go on' as const) },
    { weight: 1, arbitrary: fc.constantFrom('restart' as const, 'forget' as const) },
  ),
});
const steps = fc.array(step, { maxLength: 200, size: 'max' });

/** What a run of both met: so that no property holds for want of cases. */
interface Seen {
  exact: number;
  estimated: number;
  reached: number;
}

/** Runs both, and demands that counts up to `exact` are equal, and what is reached always is. */
function run(options: DistinctOptions, list: readonly Step[], exact: number, seen: Seen): void {
  let windows = new DistinctWindows(options);
  const undisturbed = new DistinctWindows(options);
  const model = new DistinctModel(WINDOWS, options.notifyAt);
  let newest = 1_700_000_000;
  for (const [i, { set, value, on, late, after }] of list.entries()) {
    newest += on;
    hash.text(String(value));
    const reached = windows.add(set, hash.lo, hash.hi, newest - late) ? [...windows.reached] : [0, 0];
    undisturbed.add(set, hash.lo, hash.hi, newest - late);
    assert.deepEqual(reached, model.add(set, value, newest - late));
    seen.reached += reached[0]! + reached[1]!;
    if (after === 'forget') for (const one of [windows, undisturbed, model]) one.forget(set);
    if (after === 'restart') windows = restarted(windows, options);
    for (let window = 0; window < WINDOWS.length; window += 1) {
      for (const now of i % 6 === 0 ? [0, newest + 7, newest + 70] : [0]) {
        const count = windows.count(set, window, now);
        const truth = model.count(set, window, now);
        assert.equal(count, undisturbed.count(set, window, now), 'a restart changes nothing');
        if (truth <= exact) assert.equal(count, truth);
        else assert.ok(count >= exact, `${count} for ${truth}`);
        seen[truth <= exact ? 'exact' : 'estimated'] += 1;
        // 26 values in 4,096 registers: three may share one with others.
        const most = model.count(set, window, now, 1 + 1 / 120);
        if (options.sketchBytes === undefined) assert.ok(count >= truth - 3 && count <= most + 3);
      }
    }
  }
}

function restarted(windows: DistinctWindows, options: DistinctOptions): DistinctWindows {
  const next = new DistinctWindows(options);
  assert.equal(next.restore(structuredClone(windows.snapshot()), everySet), true);
  assert.equal(next.values, windows.values);
  return next;
}

test('exact up to the bound of a set while there is room, over disorder, forgetting and restarts', () => {
  const seen = { exact: 0, estimated: 0, reached: 0 };
  const perSet = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(perSet, fc.nat(11), fc.nat(11), steps, (perSet, short, long, list) => {
      const notifyAt = [short, long].map((number) => (number % perSet) + 1);
      run({ windows: WINDOWS, notifyAt, sets: SETS, perSet }, list, perSet, seen);
    }),
    { numRuns: 80 },
  );
  assert.ok(Math.min(...Object.values(seen)) > 1_000, JSON.stringify(seen));
});

test('exact up to the share of a set when all have more values than there is room for', () => {
  const seen = { exact: 0, estimated: 0, reached: 0 };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(5), fc.boolean(), steps, (share, at, small, list) => {
      const notifyAt = [(at % share) + 1, undefined];
      const options = { windows: WINDOWS, notifyAt, sets: SETS, perSet: 12, values: share * SETS };
      run(small ? { ...options, sketchBytes: 700 } : options, list, share, seen);
    }),
    { numRuns: 80 },
  );
  assert.ok(Math.min(...Object.values(seen)) > 1_000, JSON.stringify(seen));
});

test('label sets get other numbers, and some are gone, after a restart', () => {
  const options = { windows: WINDOWS, notifyAt: [undefined, undefined], sets: SETS, perSet: 3 };
  const windows = new DistinctWindows(options);
  for (let set = 0; set < 3; set += 1) {
    for (let value = 0; value <= 2 * set; value += 1) {
      hash.text(String(value));
      windows.add(set, hash.lo, hash.hi, 1_000 + value);
    }
  }
  const next = new DistinctWindows(options);
  assert.equal(next.restore(windows.snapshot(), Int32Array.of(3, -1, 0)), true);
  const counts = (of: DistinctWindows) => [0, 1, 2, 3].map((set) => of.count(set, 1, 0));
  assert.deepEqual(
    [counts(windows), counts(next)],
    [
      [1, 3, 5, 0],
      [5, 0, 0, 1],
    ],
  );
  assert.deepEqual([next.values, next.estimates], [4, 2]);
});

test('takes a snapshot of a metric that had more room', () => {
  const options = { windows: WINDOWS, notifyAt: [undefined, undefined], sets: SETS };
  const windows = new DistinctWindows({ ...options, perSet: 12 });
  for (let value = 0; value < 10; value += 1) {
    hash.text(String(value));
    windows.add(0, hash.lo, hash.hi, 1_000 + value);
  }
  const next = new DistinctWindows({ ...options, perSet: 4 });
  assert.equal(next.restore(windows.snapshot(), everySet), true);
  assert.deepEqual([next.count(0, 1, 0), next.values, next.estimates], [10, 4, 2]);
  assert.deepEqual([next.count(0, 1, 1_066), next.count(0, 1, 1_068)], [3, 1]);
});

test('refuses what is no snapshot of it, and remembers nothing then', () => {
  const options = { windows: WINDOWS, notifyAt: [1, undefined], sets: SETS, perSet: 3 };
  const windows = new DistinctWindows(options);
  for (let value = 0; value < 5; value += 1) windows.add(0, value << 20, value << 20, 1_000);
  const good = windows.snapshot();
  const without = (name: string) => {
    const { [name]: _, ...columns } = good.columns;
    return { ...good, columns };
  };
  const withColumn = (name: string, column: Float64Array | Int32Array | Uint32Array) => {
    return { ...good, columns: { ...good.columns, [name]: column } };
  };
  const wrong: MemorySnapshot[] = [
    { head: {}, columns: {} },
    { ...good, head: { ...good.head, version: 7 } },
    { ...good, head: { ...good.head, hand: 'x' } },
    ...Object.keys(good.columns).map(without),
    withColumn('set', Int32Array.of(0, 0)),
    withColumn('set', Int32Array.of(0, 0, 9)),
    withColumn('time', Float64Array.of(1_000, 1_000, Number.NaN)),
    withColumn('time', Float64Array.of(1_000, 1_000, 1_001)),
    withColumn('key', Float64Array.of(0, 99)),
    withColumn('key', Float64Array.of(0, 0.5)),
    withColumn('length', Uint32Array.of(65_536, 65_537)),
    withColumn('key', new Float64Array(0)),
    withColumn('lost', new Float64Array(0)),
  ];
  for (const [i, one] of wrong.entries()) {
    const fresh = new DistinctWindows(options);
    assert.equal(fresh.restore(one, everySet), false, `snapshot ${i}`);
    assert.deepEqual([fresh.values, fresh.estimates, fresh.count(0, 0, 1_000)], [0, 0, 0]);
    assert.equal(fresh.add(0, 1, 1, 5), true);
  }
  assert.equal(new DistinctWindows(options).restore(good, everySet), true);
});
