import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Random, randomInt, seededRandom } from '../base/random.js';
import { DistinctWindows } from './distinct-windows.js';
import { KeyHash } from './key-hash.js';

const [MINUTE, HOUR] = [60, 3_600];
const WINDOWS = [10 * MINUTE, HOUR];

/** The plain truth for one label set. */
class Truth {
  readonly last = new Map<number, number>();
  newest = 0;

  add(value: number, time: number): void {
    this.newest = Math.max(this.newest, time);
    this.last.set(value, Math.max(time, this.last.get(value) ?? 0));
  }

  count(seconds: number): number {
    let count = 0;
    for (const time of this.last.values()) if (time > this.newest - seconds) count += 1;
    return count;
  }
}

/** Three hours of somebody who reads more and more, then less: some values again and again, some late. */
function* reads(random: Random): Generator<{ value: number; time: number }> {
  let next = 0;
  for (let second = 0; second < 3 * HOUR; second += 1) {
    const perSecond = 4 * Math.sin((Math.PI * second) / (3 * HOUR)) ** 2;
    for (let i = random() < perSecond % 1 ? -1 : 0; i < Math.floor(perSecond); i += 1) {
      const again = random() < 0.4;
      const value = again ? randomInt(random, 0, next + 1) : next;
      next += again ? 0 : 1;
      const late = random() < 0.1 ? random() * 20 * MINUTE : 0;
      yield { value, time: 1_700_000_000 + second + random() - late };
    }
  }
}

test('of a flood of values the numbers are exact up to the bound, then within the documented error', () => {
  const hash = new KeyHash('00000000deadbeef');
  const errors: number[] = [];
  let exact = 0;
  for (let run = 0; run < 8; run += 1) {
    const windows = new DistinctWindows({ windows: WINDOWS, notifyAt: [], sets: 1_000 });
    const truth = new Truth();
    let events = 0;
    for (const { value, time } of reads(seededRandom(run))) {
      hash.text(`secret/data/${value}/${run}`);
      windows.add(run, hash.lo, hash.hi, time);
      truth.add(value, time);
      events += 1;
      if (events % 250 !== 0) continue;
      for (const [window, seconds] of WINDOWS.entries()) {
        const [least, most] = [truth.count(seconds), truth.count(seconds * (1 + 1 / 120))];
        const count = windows.count(run, window, 0);
        if (least <= 1_024) {
          exact += 1;
          assert.equal(count, least);
        } else errors.push(count < least ? count / least - 1 : Math.max(0, count / most - 1));
      }
    }
    assert.ok(windows.values <= 1_024);
  }
  assert.ok(exact > 100 && errors.length > 1_000, `${exact} exact, ${errors.length} estimated`);
  const deviation = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
  // Estimates of one run go together, so eight runs allow for some more than the standard error.
  assert.ok(deviation < 1.5 * 0.01625, `deviation ${deviation}`);
  assert.ok(
    errors.every((error) => Math.abs(error) < 4 * 0.01625),
    `${Math.max(...errors)}`,
  );
});

test('a number above the exact bound is reached at an event, and within the error of the true one', () => {
  const hash = new KeyHash('0123456789abcdef');
  for (let run = 0; run < 20; run += 1) {
    const windows = new DistinctWindows({ windows: [HOUR], notifyAt: [3_000], sets: 10 });
    const at: number[] = [];
    for (let value = 1; value <= 4_000; value += 1) {
      hash.text(`${run} ${value}`);
      if (windows.add(0, hash.lo, hash.hi, 1_000 + value / 10)) at.push(value);
    }
    assert.equal(at.length, 1, `${at}`);
    assert.ok(Math.abs(at[0]! / 3_000 - 1) < 4 * 0.01625, `${at}`);
  }
});

test('whatever is offered, the values and the estimates stay within their memory', () => {
  const [sets, perSet] = [1_000, 400];
  const windows = new DistinctWindows({ windows: WINDOWS, notifyAt: [], sets });
  const random = seededRandom(1);
  const word = () => (random() * 2 ** 32) | 0;
  for (let value = 0; value < perSet; value += 1) {
    for (let set = 0; set < sets; set += 1) windows.add(set, word(), word(), 1_000 + value);
  }
  assert.equal(windows.values, 2 ** 17);
  assert.ok(windows.estimates > 1_000 && windows.estimates <= sets * WINDOWS.length);
  const { columns } = windows.snapshot();
  assert.ok(columns['cells']!.length <= 8 * 2 ** 20);
  const shares = Array.from({ length: sets }, (_, set) => windows.count(set, 1, 0) / perSet - 1);
  const deviation = Math.sqrt(shares.reduce((sum, error) => sum + error ** 2, 0) / sets);
  // 2,000 windows: precision 8.
  assert.ok(deviation < 1.2 * 0.065, `deviation ${deviation}`);
});
