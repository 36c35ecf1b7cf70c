import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bits } from '../../test/support/bits.js';
import { batchOf, definition, fieldLabel, noTimes, timesOf, valuesOf } from '../../test/support/series.js';
import { Instrument } from './instrument.js';
import type { LabelSource } from './instrument-definition.js';
import { SourceSeries } from './source-series.js';

const read = ({ number }: { number: number }) => number;
const chosen: LabelSource = {
  name: 'kind',
  from: 'cases',
  cases: [
    { value: 'first', condition: 1 },
    { value: 'second', condition: 2 },
  ],
  default: undefined,
};

test('each instrument takes the events that meet its condition', () => {
  const all = new Instrument(definition());
  const some = new Instrument(definition({ when: 0 }));
  const series = new SourceSeries([all, some], undefined);
  const batch = batchOf([[], [], []]);
  assert.equal(series.observe(batch, bits([0, 1, 3]), noTimes, 0), 3);
  assert.deepEqual([all.value(0), some.value(0)], [3, 2]);
  assert.equal(new SourceSeries([some], undefined).observe(batch, bits([0, 2, 4]), noTimes, 0), 0);
});

test('the first case that is met names the label; without a default the others are not counted', () => {
  const strict = new Instrument(definition({ labels: [fieldLabel('user', 0), chosen] }));
  const lenient = new Instrument(definition({ labels: [{ ...chosen, default: 'rest' }] }));
  const series = new SourceSeries([strict, lenient], undefined);
  const batch = batchOf([['a'], ['a'], ['b'], ['a']]);
  assert.equal(series.observe(batch, bits([2, 6, 4, 0]), noTimes, 0), 4);
  assert.deepEqual(valuesOf(strict), [
    ['user="a",kind="first"', 2],
    ['user="b",kind="second"', 1],
  ]);
  assert.deepEqual(valuesOf(lenient), [
    ['kind="first"', 2],
    ['kind="second"', 1],
    ['kind="rest"', 1],
  ]);
});

test('an ignored event is counted by nobody, whatever else it meets', () => {
  const all = new Instrument(definition());
  const some = new Instrument(definition({ when: 1 }));
  const series = new SourceSeries([all, some], 0);
  assert.equal(series.observe(batchOf([[], [], [], []]), bits([0, 1, 2, 3]), noTimes, 0), 2);
  assert.deepEqual([all.value(0), some.value(0)], [2, 1]);
});

test('a bad value of one metric does not stop the others', () => {
  const bad = new Instrument(definition({ type: 'histogram', buckets: [1], value: { column: 0, read } }));
  const good = new Instrument(definition());
  const batch = batchOf([['text'], [2], [undefined]]);
  assert.equal(new SourceSeries([bad, good], undefined).observe(batch, bits([0, 0, 0]), noTimes, 0), 3);
  assert.deepEqual([bad.badValues, bad.bucket(0, 1), good.value(0)], [2, 1, 3]);
  // A line of which nobody could use anything is no event.
  assert.equal(new SourceSeries([bad], undefined).observe(batch, bits([0, 0, 0]), noTimes, 0), 1);
});

test('a line counts once, however many of its events are counted', () => {
  const events = fc.array(fc.record({ newLine: fc.boolean(), outcome: fc.nat(3) }), { maxLength: 30 });
  fc.assert(
    fc.property(events, (rows) => {
      const instrument = new Instrument(definition({ when: 0 }));
      const batch = batchOf(rows.map(() => []));
      let line = 0;
      const counted = new Set<number>();
      rows.forEach(({ newLine, outcome }, row) => {
        // Lines without any event leave holes in the numbers.
        if (newLine) line += 1 + outcome;
        batch.lineNumber[row] = line;
        if (outcome % 2 === 1) counted.add(line);
      });
      const matches = bits(rows.map(({ outcome }) => outcome));
      assert.equal(
        new SourceSeries([instrument], undefined).observe(batch, matches, noTimes, 0),
        counted.size,
      );
      assert.equal(instrument.value(0), rows.filter(({ outcome }) => outcome % 2 === 1).length);
    }),
  );
});

test('outcomes that were given out anew mean what they mean now', () => {
  const instrument = new Instrument(definition({ when: 0 }));
  const series = new SourceSeries([instrument], undefined);
  const batch = batchOf([[]]);
  assert.equal(series.observe(batch, { ...bits([0]), holds: () => true }, noTimes, 0), 1);
  assert.equal(series.observe(batch, { ...bits([0], 1), holds: () => false }, noTimes, 0), 0);
  assert.equal(series.observe(batch, { ...bits([0], 2), holds: () => true }, noTimes, 0), 1);
  assert.equal(instrument.value(0), 2);
});

test('a gauge of times is up to date at the end of each batch', () => {
  const instrument = new Instrument(definition({ type: 'gauge', when: 0 }));
  const series = new SourceSeries([instrument], undefined);
  series.observe(batchOf([[], [], []]), bits([1, 1, 0]), timesOf([10, 20, 30]), 0);
  assert.deepEqual(valuesOf(instrument), [['', 20]]);
  series.observe(batchOf([[]]), bits([0]), timesOf([40]), 0);
  assert.deepEqual(valuesOf(instrument), [['', 20]]);
});
