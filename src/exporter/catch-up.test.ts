import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manualClock } from '../base/clock.js';
import type { Logger } from '../base/log.js';
import type { ReadMark } from '../state/read-mark.js';
import { type AwaitedSource, CatchUp } from './catch-up.js';
import { Exposure } from './exposure.js';

const MINUTE = 60_000;

function markOf(source: string, offset: number, path = `/log/${source}.log`): ReadMark {
  return { source, path, offset, length: 5, hash: 'x' };
}

/** Sources that were restored and wait for these marks. */
function restoredWith(...awaited: ReadMark[]) {
  const clock = manualClock();
  const said: string[] = [];
  const say = (fields: object, message: string): void =>
    void said.push(`${JSON.stringify(fields)} ${message}`);
  const logger: Logger = { debug() {}, info: say, warn: say, error: say };
  const exposure = new Exposure({ load: () => [], append() {}, keep() {} });
  exposure.restore({ generation: 1, awaited });
  const gone: string[] = [];
  const catchUp = new CatchUp({ clock, logger, exposure, gone: (source) => gone.push(source) });
  return { catchUp, clock, exposure, gone, said };
}

const up = (name: string): AwaitedSource => ({ name, up: true, lagBytes: 0 });
const down = (name: string): AwaitedSource => ({ name, up: false, lagBytes: 0 });

test('when nothing is waited for all may be shown at once, also what cannot be read', () => {
  const { catchUp } = restoredWith();
  assert.equal(catchUp.waitsFor([up('a'), down('b')]), undefined);
  assert.equal(catchUp.look([up('a'), down('b')]), true);
  assert.deepEqual([...catchUp.withheld], []);
});

test('all wait until the last source has caught up, and it is told for what', () => {
  const { catchUp, exposure, gone, said } = restoredWith(
    markOf('a', 7),
    markOf('a', 30),
    markOf('a', 20),
    markOf('b', 5),
  );
  const sources = [up('a'), up('b')];
  assert.equal(catchUp.look(sources), false);
  assert.equal(catchUp.waitsFor(sources), 'source a: byte 30 of /log/a.log; source b: byte 5 of /log/b.log');
  exposure.giveUp('b');
  assert.equal(catchUp.look(sources), false);
  exposure.giveUp('a');
  assert.equal(catchUp.look(sources), true);
  assert.deepEqual([gone, said], [[], []]);
});

test('many files are not all told', () => {
  const marks = Array.from({ length: 5 }, (_, i) => markOf('a', i, `/log/${i}`));
  const { catchUp } = restoredWith(...marks);
  assert.equal(
    catchUp.waitsFor([up('a')]),
    'source a: byte 0 of /log/0, byte 1 of /log/1, byte 2 of /log/2 and 2 more',
  );
});

test('what a source that can be read does not bring within a minute is gone: said, counted, and shown', () => {
  const { catchUp, clock, exposure, gone, said } = restoredWith(markOf('a', 7));
  assert.equal(catchUp.look([up('a')]), false);
  clock.advance(MINUTE - 1);
  assert.equal(catchUp.look([up('a')]), false);
  assert.deepEqual(gone, []);
  clock.advance(1);
  assert.equal(catchUp.look([up('a')]), true);
  assert.deepEqual([gone, [...catchUp.withheld], exposure.awaited('a')], [['a'], [], []]);
  assert.deepEqual(said, [
    '{"source":"a"} cannot find what was counted and shown before the last crash: byte 7 of /log/a.log; it is gone, and counters of this source go on lower than they were',
  ]);
});

test('as long as it reads it is not gone', () => {
  const { catchUp, clock, gone } = restoredWith(markOf('a', 7));
  for (let i = 0; i < 5; i += 1) {
    catchUp.look([{ ...up('a'), lagBytes: 1 }]);
    clock.advance(MINUTE);
  }
  assert.deepEqual(gone, []);
  catchUp.look([up('a')]);
  assert.deepEqual(gone, ['a']);
});

test('a source that cannot be read is withheld after a minute, so that others are seen, and never given up', () => {
  const { catchUp, clock, exposure, gone, said } = restoredWith(markOf('a', 7));
  const sources = [down('a'), up('b')];
  assert.equal(catchUp.look(sources), false);
  clock.advance(MINUTE);
  assert.equal(catchUp.look(sources), true);
  assert.deepEqual([...catchUp.withheld], ['a']);
  clock.advance(100 * MINUTE);
  assert.equal(catchUp.look(sources), true);
  assert.deepEqual([[...catchUp.withheld], gone], [['a'], []]);
  // It can be read again, and has a minute to bring what was shown.
  assert.equal(catchUp.look([up('a'), up('b')]), true);
  assert.deepEqual([...catchUp.withheld], ['a']);
  exposure.giveUp('a');
  catchUp.look([up('a'), up('b')]);
  assert.deepEqual([...catchUp.withheld], []);
  assert.deepEqual(said, [
    '{"source":"a"} not showing a source: it was shown before the last crash up to byte 7 of /log/a.log, and that has not been found yet; see that it can be read',
    '{"source":"a"} showing the source again',
  ]);
});

test('the minute begins when it can be read, and again when it could not be in between', () => {
  const { catchUp, clock, gone } = restoredWith(markOf('a', 7));
  const look = (source: AwaitedSource, minutes: number): void => {
    catchUp.look([source]);
    clock.advance(minutes * MINUTE);
  };
  look(down('a'), 3);
  look(up('a'), 0.9);
  look(down('a'), 0.2);
  look(up('a'), 0.9);
  assert.deepEqual(gone, []);
  look(up('a'), 0.2);
  look(up('a'), 0);
  assert.deepEqual(gone, ['a']);
});
