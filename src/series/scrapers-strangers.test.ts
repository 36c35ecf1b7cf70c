import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counter, restarted, save, shown } from '../../test/support/scraped.js';
import { manualClock } from '../base/clock.js';
import { Scrapers } from './scrapers.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Live, with `x` counted now, and `known` as a server that was here before. */
function withNews(durable = true) {
  const clock = manualClock(Date.parse('2026-11-21T12:00:00Z'));
  const { instrument, count } = counter({ clock });
  const scrapers = new Scrapers(clock, durable);
  scrapers.goLive(['s'], [instrument]);
  shown(scrapers, 'known', [instrument]);
  if (durable) save(scrapers);
  // It is noted every half minute what there is.
  clock.advance(MINUTE / 2);
  count('x');
  scrapers.age([instrument]);
  /** What the exporter does when it looks whether a checkpoint is due. */
  const keep = (): void => {
    scrapers.age([instrument]);
    save(scrapers);
  };
  return { clock, instrument, count, scrapers, keep };
}

test('to a stranger only what is younger than five minutes is news; to a server that was away all it has missed is', () => {
  const { clock, instrument, count, scrapers, keep } = withNews();
  clock.advance(4 * MINUTE);
  keep();
  assert.equal(shown(scrapers, 'early', [instrument]), 'x=0');
  count('y');
  clock.advance(MINUTE);
  keep();
  // `x` is five minutes old, `y` is one.
  assert.equal(shown(scrapers, 'late', [instrument]), 'x=1 y=0');
  assert.equal(shown(scrapers, 'known', [instrument]), 'x=0 y=0');
  clock.advance(10 * MINUTE);
  keep();
  assert.equal(shown(scrapers, 'later', [instrument]), 'x=1 y=1');
});

test('what grew old is a change to be kept, and nothing to a stranger before it is kept', () => {
  const { clock, instrument, scrapers, keep } = withNews();
  clock.advance(5 * MINUTE);
  const { changes } = scrapers;
  assert.equal(shown(scrapers, 'a', [instrument], false), 'x=0');
  assert.ok(scrapers.changes > changes);
  keep();
  const after = scrapers.changes;
  keep();
  assert.equal(scrapers.changes, after);
  assert.equal(shown(scrapers, 'b', [instrument]), 'x=1');
});

test('a stranger that has seen a value sees no 0 when the clock is set back, nor after a restart', () => {
  const { clock, instrument, scrapers, keep } = withNews();
  clock.advance(5 * MINUTE);
  keep();
  assert.equal(shown(scrapers, 'a', [instrument]), 'x=1');
  clock.jumpTo(clock.now() - HOUR);
  keep();
  assert.equal(shown(scrapers, 'a', [instrument]), 'x=1');
  const { instrument: again, scrapers: next } = restarted(scrapers, instrument, true);
  next.goLive(['s'], [again]);
  assert.equal(shown(next, 'b', [again]), 'x=1');
});

test('without a checkpoint what grew old is shown to strangers at once', () => {
  const { clock, instrument, scrapers } = withNews(false);
  clock.advance(5 * MINUTE);
  assert.equal(shown(scrapers, 'a', [instrument]), 'x=1');
});

test('what grew old is forgotten with its metric', () => {
  const { clock, instrument, scrapers } = withNews();
  clock.advance(5 * MINUTE);
  scrapers.age([instrument]);
  const taken = JSON.parse(JSON.stringify(scrapers.state()));
  scrapers.retain(['s'], []);
  scrapers.kept(taken);
  const back = counter({ clock });
  scrapers.retain(['s'], [back.instrument]);
  back.count('x');
  assert.equal(shown(scrapers, 'a', [back.instrument]), 'x=0');
});

test('after a restart from an older checkpoint each source counts as shown with what it has when it is shown itself', () => {
  const [s, late] = [counter(), counter({ name: 'audit_y_total', source: 'late' })];
  const first = new Scrapers(manualClock(), true);
  first.goLive(['s', 'late'], [s.instrument, late.instrument]);
  late.count('seen');
  shown(first, 'a', [s.instrument, late.instrument]);
  const state = JSON.parse(JSON.stringify(first.state()));
  const next = new Scrapers(manualClock(), true);
  next.restore(state, false);
  s.count('x');
  next.goLive(['s'], [s.instrument, late.instrument]);
  assert.equal(next.state().unsure, true, 'a crash now must not forget it');
  assert.equal(shown(next, 'a', [s.instrument]), 'x=1');
  // Read again only now, and shown to `a` with its value before the crash.
  late.count('again');
  s.count('new');
  next.goLive(['s', 'late'], [s.instrument, late.instrument]);
  assert.equal(next.state().unsure, false);
  for (const key of ['a', 'b']) {
    assert.equal(shown(next, key, [s.instrument, late.instrument]), 'x=1 new=0 seen=1 again=1', key);
  }
});
