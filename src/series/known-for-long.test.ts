import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { manualClock } from '../base/clock.js';
import { KnownForLong } from './known-for-long.js';

const LONG = 300_000;
const STEP = 30_000;
/** The longest time between two calls. */
const PAUSE = 10_000;

test('what was there long ago is known for long, half a minute and a pause late at most; the wall clock does not matter', () => {
  const moment = fc.record({
    after: fc.integer({ min: 1, max: PAUSE }),
    grown: fc.nat(3),
    jump: fc.integer({ min: -1e9, max: 1e9 }),
  });
  fc.assert(
    fc.property(fc.array(moment, { maxLength: 120, size: 'max' }), (moments) => {
      const clock = manualClock();
      const known = new KnownForLong(clock, LONG);
      const past: { at: number; size: number }[] = [];
      let [size, most] = [0, 0];
      for (const { after, grown, jump } of moments) {
        clock.advance(after);
        clock.jumpTo(clock.now() + jump);
        size += grown;
        const at = clock.monotonic();
        past.push({ at, size });
        most = Math.max(most, known.note(new Map([['x', size]])).get('x') ?? 0);
        const sizeAt = (time: number) => past.findLast((then) => then.at <= time)?.size ?? 0;
        assert.ok(most <= sizeAt(at - LONG), `${most} at ${at}`);
        assert.ok(most >= sizeAt(at - LONG - STEP - PAUSE), `${most} at ${at}`);
      }
    }),
    { numRuns: 500 },
  );
});

test('what is gone is forgotten, and comes back as new', () => {
  const clock = manualClock();
  const known = new KnownForLong(clock, LONG);
  known.note(new Map(Object.entries({ gone: 5, stays: 1 })));
  known.retain(new Set(['stays']));
  clock.advance(LONG);
  assert.deepEqual([...known.note(new Map([['gone', 1]]))], [['stays', 1]]);
});

test('it does not remember more than it needs, however often it is asked', () => {
  const clock = manualClock();
  const known = new KnownForLong(clock, LONG);
  let told = 0;
  for (let i = 0; i < 10_000; i += 1) {
    clock.advance(100);
    told += known.note(new Map([['x', i]])).size;
  }
  assert.ok(told <= 10_000 / (STEP / 100), `${told}`);
});
