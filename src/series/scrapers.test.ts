import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counter, restarted, save, shown } from '../../test/support/scraped.js';
import { batchOf, definition, fieldLabel, noTimes } from '../../test/support/series.js';
import { manualClock } from '../base/clock.js';
import { Instrument } from './instrument.js';
import { Scrapers } from './scrapers.js';

const HOUR = 3_600_000;

test('a series born later is 0 until the checkpoint has it, then its value, for each server on its own', () => {
  const { instrument, count } = counter();
  const scrapers = new Scrapers(manualClock(), true);
  count('old', 'old');
  scrapers.goLive(['s'], [instrument]);
  save(scrapers);
  assert.equal(shown(scrapers, 'a', [instrument]), 'old=2', 'what was counted before is shown as it is');
  count('new');
  assert.equal(shown(scrapers, 'a', [instrument], false), 'old=2 new=0', 'broken');
  assert.equal(shown(scrapers, 'a', [instrument]), 'old=2 new=0');
  count('new', 'old');
  assert.equal(shown(scrapers, 'a', [instrument]), 'old=3 new=0', 'not kept yet');
  const { changes } = scrapers;
  assert.ok(save(scrapers));
  assert.equal(shown(scrapers, 'a', [instrument]), 'old=3 new=2');
  assert.equal(scrapers.changes, changes, 'nothing more to keep');
  assert.equal(shown(scrapers, 'b', [instrument]), 'old=3 new=0', 'another server has not seen it');
  assert.equal(shown(scrapers, undefined, [instrument]), 'old=3 new=2', 'a person sees it at once');
});

test('a broken answer that was the only one leaves no trace', () => {
  const { instrument, count } = counter();
  const scrapers = new Scrapers(manualClock(), true);
  scrapers.goLive(['s'], [instrument]);
  const { changes } = scrapers;
  count('new');
  shown(scrapers, 'a', [instrument], false);
  shown(scrapers, undefined, [instrument]);
  assert.equal(scrapers.changes, changes);
  assert.deepEqual(scrapers.state().scrapers, []);
});

test('answers may arrive in another order than they were asked for', () => {
  const { instrument, count } = counter();
  const scrapers = new Scrapers(manualClock(), true);
  scrapers.goLive(['s'], [instrument]);
  const slow = scrapers.view('a', [instrument]);
  count('x');
  const slower = scrapers.view('a', [instrument]);
  count('y');
  shown(scrapers, 'a', [instrument]);
  save(scrapers);
  slower.delivered();
  slow.delivered();
  assert.equal(shown(scrapers, 'a', [instrument]), 'x=1 y=1');
  save(scrapers);
  assert.equal(shown(scrapers, 'a', [instrument]), 'x=1 y=1');
});

test('a gauge is shown as it is, a histogram as nothing at all', () => {
  const read = ({ number }: { number: number }) => number;
  const gauge = new Instrument(
    definition({ type: 'gauge', value: { column: 0, read }, labels: [], constants: [['source', 's']] }),
  );
  const histogram = new Instrument(
    definition({
      ...{ type: 'histogram', name: 'audit_h', buckets: [5], value: { column: 0, read } },
      ...{ labels: [fieldLabel('n', 0)], constants: [['source', 's']] },
    }),
  );
  const scrapers = new Scrapers(manualClock(), true);
  scrapers.goLive(['s'], [gauge, histogram]);
  const batch = batchOf([[-7]]);
  for (const instrument of [gauge, histogram]) instrument.observe(batch, 0, [-1], noTimes, 0);
  const look = () => {
    const { families, delivered } = scrapers.view('a', [gauge, histogram]);
    delivered();
    const [g, h] = families.map(({ parts }) => parts[0]!);
    return [g!.value(0), h!.bucket(0, 0), h!.bucket(0, 1), h!.sum(0)];
  };
  assert.deepEqual(look(), [-7, 0, 0, 0]);
  save(scrapers);
  assert.deepEqual(look(), [-7, 1, 0, -7]);
});

test('without a checkpoint there is nothing to wait for', () => {
  const { instrument, count } = counter();
  const scrapers = new Scrapers(manualClock(), false);
  scrapers.goLive(['s'], [instrument]);
  count('x');
  assert.equal(shown(scrapers, 'a', [instrument]), 'x=0');
  assert.equal(shown(scrapers, 'a', [instrument]), 'x=1');
});

test('when checkpoints fail events are shown; when they work again, nothing goes back to 0', () => {
  const { instrument, count } = counter();
  const scrapers = new Scrapers(manualClock(), true);
  scrapers.goLive(['s'], [instrument]);
  count('x');
  shown(scrapers, 'a', [instrument]);
  scrapers.notKept();
  assert.equal(shown(scrapers, 'a', [instrument]), 'x=1');
  count('y');
  const taken = JSON.parse(JSON.stringify(scrapers.state()));
  assert.equal(shown(scrapers, 'a', [instrument]), 'x=1 y=0');
  assert.equal(shown(scrapers, 'a', [instrument]), 'x=1 y=1');
  assert.ok(!scrapers.kept(taken), 'y was shown, and is not in it');
  assert.equal(shown(scrapers, 'a', [instrument]), 'x=1 y=1');
  assert.ok(save(scrapers));
  count('z');
  shown(scrapers, 'a', [instrument]);
  assert.equal(shown(scrapers, 'a', [instrument]), 'x=1 y=1 z=0', 'kept is waited for again');
});

test('after a restart an event of the meantime is an increase to who was here before, and to who comes first now', () => {
  const before = counter();
  before.count('old');
  const first = new Scrapers(manualClock(), true);
  first.goLive(['s'], [before.instrument]);
  before.count('seen');
  shown(first, 'a', [before.instrument]);
  const { instrument, count, scrapers } = restarted(first, before.instrument, true);
  count('down', 'seen');
  scrapers.goLive(['s'], [instrument]);
  assert.equal(shown(scrapers, 'a', [instrument]), 'old=1 seen=2 down=0');
  assert.equal(shown(scrapers, 'b', [instrument]), 'old=1 seen=0 down=0');
  assert.equal(shown(scrapers, undefined, [instrument]), 'old=1 seen=2 down=1');
});

test('after a restart from an older checkpoint nothing is shown as 0 that may have been shown', () => {
  const before = counter();
  const first = new Scrapers(manualClock(), true);
  first.goLive(['s'], [before.instrument]);
  before.count('x');
  shown(first, 'a', [before.instrument]);
  const { instrument, count, scrapers } = restarted(first, before.instrument, false);
  count('y');
  // A crash before it went live again: what it wrote meanwhile does not make it sure.
  const again = restarted(scrapers, instrument, true);
  again.scrapers.goLive(['s'], [again.instrument]);
  for (const key of ['a', 'b']) assert.equal(shown(again.scrapers, key, [again.instrument]), 'x=1 y=1', key);
  again.count('z');
  assert.equal(
    shown(again.scrapers, 'a', [again.instrument]),
    'x=1 y=1 z=0',
    'what comes later is new again',
  );
});

test('a crash before it ever went live leaves the history to be shown as it is', () => {
  const before = counter();
  before.count('x');
  const { instrument, count, scrapers } = restarted(
    new Scrapers(manualClock(), true),
    before.instrument,
    true,
  );
  count('x', 'y');
  scrapers.goLive(['s'], [instrument]);
  assert.equal(shown(scrapers, 'a', [instrument]), 'x=2 y=1');
});

test('a source that is added is not shown before it was read to its end, and then as it is', () => {
  const known = counter();
  const added = counter({ name: 'audit_y_total', source: 'added' });
  const scrapers = new Scrapers(manualClock(), true);
  scrapers.goLive(['s'], [known.instrument]);
  save(scrapers);
  const all = [known.instrument, added.instrument];
  scrapers.retain(['s', 'added'], all);
  added.count('x');
  assert.equal(shown(scrapers, 'a', all), '');
  added.count('x');
  scrapers.goLive(['s', 'added'], all);
  assert.equal(shown(scrapers, 'a', all), 'x=2');
  assert.equal(shown(scrapers, 'b', all), 'x=2');
  added.count('y');
  assert.equal(shown(scrapers, 'a', all), 'x=2 y=0');
});

test('a metric that is added to a source, changed, or comes back is new to everybody', () => {
  const first = counter();
  const scrapers = new Scrapers(manualClock(), true);
  scrapers.goLive(['s'], [first.instrument]);
  first.count('x');
  shown(scrapers, 'a', [first.instrument]);
  const late = scrapers.view('a', [first.instrument]);
  save(scrapers);
  const changed = counter({ fingerprint: 'g' });
  scrapers.retain(['s'], [changed.instrument]);
  late.delivered();
  save(scrapers);
  changed.count('x');
  assert.equal(shown(scrapers, 'a', [changed.instrument]), 'x=0');
  const back = counter();
  scrapers.retain(['s'], [back.instrument]);
  back.count('x');
  assert.equal(shown(scrapers, 'a', [back.instrument]), 'x=0');
});

test('beyond so many scrapers everybody else sees all as it is, and never a 0 later', () => {
  const { instrument, count } = counter();
  const clock = manualClock();
  const scrapers = new Scrapers(clock, true);
  scrapers.goLive(['s'], [instrument]);
  count('x');
  for (let i = 0; i < 64; i += 1) assert.equal(shown(scrapers, `${i}`, [instrument]), 'x=0');
  // That they are so many must outlive a crash before anybody is shown a value for it.
  assert.equal(shown(scrapers, 'late', [instrument]), 'x=0');
  save(scrapers);
  assert.equal(shown(scrapers, 'late', [instrument]), 'x=1');
  assert.equal(scrapers.state().scrapers.length, 64);
  // A day later one that does not come any more makes room; `late` has seen x.
  clock.advance(20 * HOUR);
  for (let i = 1; i < 64; i += 1) shown(scrapers, `${i}`, [instrument]);
  clock.advance(5 * HOUR);
  assert.equal(shown(scrapers, 'late', [instrument]), 'x=1');
  assert.ok(scrapers.state().scrapers.some(({ key }) => key === 'late'));
  assert.ok(!scrapers.state().scrapers.some(({ key }) => key === '0'));
  count('y');
  assert.equal(shown(scrapers, 'late', [instrument]), 'x=1 y=0');
  save(scrapers);
  assert.equal(shown(scrapers, 'late', [instrument]), 'x=1 y=1');
  assert.equal(shown(scrapers, '0', [instrument]), 'x=1 y=1', 'the one that was forgotten comes again');
});
