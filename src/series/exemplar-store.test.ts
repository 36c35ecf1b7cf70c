import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchOf, definition, fieldLabel, noTimes, timesOf } from '../../test/support/series.js';
import type { Batch } from '../decode/batch.js';
import { ExemplarStore } from './exemplar-store.js';
import { Instrument } from './instrument.js';

/** A batch of one row without columns whose raw columns hold these ids. */
function batchWithIds(...ids: (string | undefined)[]): Batch {
  const batch = batchOf(
    [[]],
    undefined,
    ids.map((_, i) => `id${i}`),
  );
  ids.forEach((id, raw) => {
    if (id !== undefined) batch.setRawText(raw, 0, id);
  });
  return batch;
}

test('is renewed once a second at most, also when the clock is set back', () => {
  const store = new ExemplarStore(1);
  const keep = (id: string, now: number) => {
    if (store.due(0, 0, now)) store.keep(0, 0, batchWithIds(id), 0, 1, noTimes, now);
    return store.get(0, 0)?.labels;
  };
  assert.equal(keep('a', 5000), 'id="a"');
  assert.equal(keep('b', 5999), 'id="a"');
  assert.equal(keep('c', 6000), 'id="c"');
  assert.equal(keep('d', 5500), 'id="c"');
  assert.equal(keep('e', 1000), 'id="e"');
  assert.equal(keep('f', 1999), 'id="e"');
});

test('each bucket of each slot has its own', () => {
  const store = new ExemplarStore(3);
  for (const slot of [0, 1, 200]) {
    for (const bucket of [0, 1, 2]) {
      assert.equal(store.due(slot, bucket, 0), true);
      store.keep(slot, bucket, batchWithIds(`${slot}-${bucket}`), 0, slot, timesOf([bucket]), 0);
      assert.equal(store.due(slot, bucket, 0), false);
    }
  }
  assert.deepEqual(store.get(200, 2), { labels: 'id="200-2"', value: 200, timestamp: 2 });
  assert.deepEqual(store.get(1, 0), { labels: 'id="1-0"', value: 1, timestamp: 0 });
  assert.equal(store.get(2, 0), undefined);
});

test('has a timestamp only when the event has a time', () => {
  const store = new ExemplarStore(1);
  store.keep(0, 0, batchWithIds('a'), 0, 7, noTimes, 0);
  assert.deepEqual(store.get(0, 0), { labels: 'id="a"', value: 7 });
});

test('the first id that is there and not empty counts; without one the exemplar before stays', () => {
  const store = new ExemplarStore(1);
  const keep = (...ids: (string | undefined)[]) => {
    store.keep(0, 0, batchWithIds(...ids), 0, 1, noTimes, 0);
    return store.get(0, 0)?.labels;
  };
  assert.equal(keep(undefined, ''), undefined);
  assert.equal(keep(undefined, '', 'x', 'y'), 'id="x"');
  assert.equal(keep(undefined), 'id="x"');
  assert.equal(keep(), 'id="x"');
});

test('an id over the 128 characters that OpenMetrics allows, name included, is not shown', () => {
  for (const char of ['a', '😀']) {
    const store = new ExemplarStore(1);
    store.keep(0, 0, batchWithIds(char.repeat(127)), 0, 1, noTimes, 0);
    assert.equal(store.get(0, 0), undefined);
    store.keep(0, 0, batchWithIds(char.repeat(126)), 0, 1, noTimes, 0);
    assert.equal(store.get(0, 0)?.labels, `id="${char.repeat(126)}"`);
  }
  const store = new ExemplarStore(1);
  store.keep(0, 0, batchWithIds('a"\n'), 0, 1, noTimes, 0);
  assert.equal(store.get(0, 0)?.labels, 'id="a\\"\\n"');
});

test('counters and the buckets of histograms have exemplars, gauges have none', () => {
  const read = ({ number }: { number: number }) => number;
  const batch = batchOf([[1], [5]], undefined, ['id']);
  batch.setRawText(0, 0, 'one');
  batch.setRawText(0, 1, 'five');
  const run = (type: 'counter' | 'gauge' | 'histogram') => {
    const value = { column: 0, read };
    const instrument = new Instrument(definition({ type, value, buckets: type === 'histogram' ? [2] : [] }));
    for (const row of [0, 1]) instrument.observe(batch, row, [], timesOf([10, 20]), 0);
    return [0, 1].map((bucket) => instrument.exemplar(0, bucket));
  };
  const one = { labels: 'id="one"', value: 1, timestamp: 10 };
  assert.deepEqual(run('counter'), [one, undefined]);
  assert.deepEqual(run('histogram'), [one, { labels: 'id="five"', value: 5, timestamp: 20 }]);
  assert.deepEqual(run('gauge'), [undefined, undefined]);
});

test('each series of a counter has its own', () => {
  const instrument = new Instrument(definition({ labels: [fieldLabel('user', 0)] }));
  const batch = batchOf([['a'], ['b'], ['a']], undefined, ['id']);
  for (const row of [0, 1, 2]) {
    batch.setRawText(0, row, `id-${row}`);
    instrument.observe(batch, row, [-1], noTimes, row * 1000);
  }
  assert.deepEqual(
    [0, 1].map((slot) => instrument.exemplar(slot, 0)?.labels),
    ['id="id-2"', 'id="id-1"'],
  );
});
