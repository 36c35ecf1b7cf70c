import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BUCKETS, contents } from '../../test/support/instrument-model.js';
import { batchOf, definition, fieldLabel, noTimes, timesOf, valuesOf } from '../../test/support/series.js';
import { CellKind, Dictionary } from '../decode/dictionary.js';
import { readJsonValue } from '../decode/read-json-value.js';
import { withChoice } from './fixed-labels.js';
import { Instrument } from './instrument.js';
import type { LabelSource } from './instrument-definition.js';
import { savedOf } from './instrument-snapshot.js';
import { OTHER } from './key-labels.js';

test('a million users cost no more than the limit, and none of their events is lost', () => {
  const dictionary = new Dictionary(readJsonValue, { maxValues: 4096, maxBytes: 2 ** 20 });
  const instrument = new Instrument(
    definition({ limit: 1000, labels: [fieldLabel('user', 0), fieldLabel('operation', 1)] }),
  );
  const batch = batchOf(
    Array.from({ length: 1000 }, () => ['', '']),
    dictionary,
  );
  for (let from = 0; from < 1_000_000; from += 1000) {
    if (dictionary.full) dictionary.clear();
    for (let row = 0; row < 1000; row += 1) {
      batch.setText(0, row, `user-${from + row}`);
      batch.setText(1, row, row % 2 === 0 ? 'read' : 'update');
      instrument.observe(batch, row, [-1, -1], noTimes, 0);
    }
  }
  assert.equal(instrument.size, 1001);
  assert.equal(instrument.overflow, 999_000);
  const values = valuesOf(instrument);
  assert.equal(
    values.reduce((sum, [, value]) => sum + value, 0),
    1_000_000,
  );
  assert.deepEqual(values.at(-1), [`user="${OTHER}",operation="${OTHER}"`, 999_000]);
});

test('a user who calls himself __other__ neither hides nor takes room without end', () => {
  const instrument = new Instrument(definition({ limit: 2, labels: [fieldLabel('user', 0)] }));
  const names = [OTHER, 'a', 'b', 'c', OTHER, 'd', 'a'];
  const batch = batchOf(names.map((name) => [name]));
  for (let row = 0; row < names.length; row += 1) instrument.observe(batch, row, [-1], noTimes, 0);
  const values = valuesOf(instrument);
  assert.ok(instrument.size <= 3);
  assert.equal(
    values.reduce((sum, [, value]) => sum + value, 0),
    names.length,
  );
  assert.deepEqual(values[1], ['user="a"', 2]);
});

test('values of labels are escaped', () => {
  const instrument = new Instrument(definition({ labels: [fieldLabel('user', 0)] }));
  instrument.observe(batchOf([['a"\\\n} 1\ud800']]), 0, [-1], noTimes, 0);
  assert.equal(instrument.labels(0), 'user="a\\"\\\\\\n} 1\ufffd"');
});

test('a gauge without a value field shows the newest time of each series', () => {
  const instrument = new Instrument(definition({ type: 'gauge', labels: [fieldLabel('user', 0)] }));
  const batch = batchOf([['a'], ['b'], ['a'], ['b']]);
  const times = timesOf([10, 20, 5.5, 30]);
  for (let row = 0; row < 4; row += 1) assert.ok(instrument.observe(batch, row, [-1], times, 0));
  instrument.endBatch(times, 0);
  assert.deepEqual(valuesOf(instrument), [
    ['user="a"', 5.5],
    ['user="b"', 30],
  ]);
  assert.equal(instrument.badValues, 0);
  const show = (time: number, now: number) => {
    instrument.observe(batch, 0, [-1], noTimes, 0);
    instrument.endBatch(timesOf([time]), now);
    return valuesOf(instrument)[0]![1];
  };
  assert.equal(show(Number.NaN, 0), 5.5);
  assert.equal(show(4, 0), 5.5);
  assert.equal(show(6, 0), 6);
  // A clock that was a day ahead: the next event tells it right, and then older ones count as before.
  assert.equal(show(86_400, 0), 86_400);
  assert.equal(show(7, 0), 7);
  assert.equal(show(6, 0), 7);
  instrument.endBatch(timesOf([99]), 0);
  assert.equal(valuesOf(instrument)[0]![1], 7);
  assert.equal(instrument.badValues, 0);
});

test('a series born of an event without a time has a value all the same', () => {
  const instrument = new Instrument(
    definition({ type: 'gauge', limit: 100, labels: [fieldLabel('user', 0)] }),
  );
  const batch = batchOf(Array.from({ length: 50 }, (_, i) => [`u${i}`]));
  for (let row = 0; row < 50; row += 1) instrument.observe(batch, row, [-1], noTimes, 0);
  instrument.endBatch(noTimes, 0);
  assert.equal(instrument.badValues, 0);
  for (const [labels, value] of valuesOf(instrument)) assert.equal(value, 0, labels);
});

test('a value equal to a bound is in that bound’s bucket', () => {
  const read = ({ number }: { number: number }) => number;
  const instrument = new Instrument(
    definition({ type: 'histogram', buckets: [1, 2], value: { column: 0, read } }),
  );
  const values = [1, 1.0000001, 2, 2.5, -3];
  const batch = batchOf(values.map((value) => [value]));
  for (let row = 0; row < values.length; row += 1) instrument.observe(batch, row, [], noTimes, 0);
  assert.deepEqual(
    [0, 1, 2].map((bucket) => instrument.bucket(0, bucket)),
    [2, 2, 1],
  );
  assert.ok(Math.abs(instrument.sum(0) - 3.5000001) < 1e-9);
});

test('adopt takes over values, the overflow series and the counts of a metric that stays', () => {
  const of = definition({ limit: 2, labels: [fieldLabel('user', 0, ['known'])] });
  const before = new Instrument(of);
  const names = ['a', 'b', 'c', 'a'];
  const batch = batchOf(names.map((name) => [name]));
  for (let row = 0; row < 4; row += 1) before.observe(batch, row, [-1], noTimes, 0);
  const after = new Instrument(of);
  after.restore(savedOf(before.snapshot()));
  assert.deepEqual(valuesOf(after), valuesOf(before));
  assert.deepEqual([after.overflow, after.badValues], [before.overflow, before.badValues]);
  assert.ok(before.overflow > 0);
  // Its own `__other__` goes on, and what was full stays full.
  for (let row = 0; row < 4; row += 1) {
    before.observe(batch, row, [-1], noTimes, 0);
    after.observe(batch, row, [-1], noTimes, 0);
  }
  assert.deepEqual(valuesOf(after), valuesOf(before));
  assert.equal(after.overflow, before.overflow);
});

test('adopt takes over every number of a histogram', () => {
  const read = ({ number }: { number: number }) => number;
  const of = definition({
    type: 'histogram',
    buckets: BUCKETS,
    value: { column: 0, read },
    labels: [fieldLabel('n', 0)],
  });
  const before = new Instrument(of);
  const batch = batchOf([[0], [7], [99], [7]]);
  for (let row = 0; row < 4; row += 1) before.observe(batch, row, [-1], noTimes, 0);
  const after = new Instrument(of);
  after.restore(savedOf(before.snapshot()));
  assert.deepEqual([...contents(after)], [...contents(before)]);
});

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

test('keeps no more of a long text than the label that was cut from it', () => {
  const dictionary = new Dictionary(readJsonValue);
  const first = (text: string | undefined): string => (text ?? '').split('/')[0]!;
  const instrument = new Instrument(
    definition({
      limit: 1000,
      labels: [{ name: 'user', from: 'field', column: 0, transform: first, values: [] }],
    }),
  );
  const batch = batchOf([['']], dictionary);
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < 300; i += 1) {
    const path = Buffer.alloc(2 ** 20, 'x');
    path.write(`a-segment-of-some-length-${i}/`);
    batch.ids[0]![0] = dictionary.id(path, 0, path.length, CellKind.string);
    instrument.observe(batch, 0, [-1], noTimes, 0);
    dictionary.clear();
  }
  collectGarbage();
  assert.equal(instrument.size, 300);
  // 300 MiB when every label holds on to its path.
  assert.ok(process.memoryUsage().heapUsed - before < 50 * 2 ** 20);
});

test('a metric with a memory counts by slot: of an event, of chosen values, of values given as texts', () => {
  const window: LabelSource = { name: 'window', from: 'choice', values: ['1h', '24h'] };
  const labels = [fieldLabel('user', 0), window];
  const counter = new Instrument(definition({ labels, limit: 2 }), 5_000);
  const day = withChoice([-1, -1], 1, counter.labelNumber(1, '24h'));
  const batch = batchOf([['al'], ['bo'], ['cy']]);
  for (const row of [0, 1, 2, 0]) counter.add(counter.slotOf(batch, row, day, 7_000), 2);
  assert.deepEqual(valuesOf(counter), [
    ['user="al",window="24h"', 4],
    ['user="bo",window="24h"', 2],
    [`user="${OTHER}",window="${OTHER}"`, 2],
  ]);
  assert.deepEqual([counter.overflow, counter.created(0)], [1, 7]);
  counter.add(counter.slotWith(['al', '24h'], 9_000), 1);
  counter.add(counter.slotWith(['al', '1h'], 9_000), 1);
  assert.deepEqual([counter.value(0), counter.value(3), counter.created(3)], [5, 1, 9]);
});

test('a histogram that is fed by slot', () => {
  const histogram = new Instrument(
    definition({ type: 'histogram', buckets: [1, 5], labels: [fieldLabel('user', 0)] }),
  );
  const slot = histogram.slotOf(batchOf([['al']]), 0, [-1], 0);
  for (const value of [0.5, 1, 3, 9]) histogram.add(slot, value);
  assert.deepEqual(
    [0, 1, 2].map((bucket) => histogram.bucket(slot, bucket)),
    [2, 1, 1],
  );
  assert.equal(histogram.sum(slot), 13.5);
});
