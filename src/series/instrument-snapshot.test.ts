import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchOf, definition, fieldLabel, noTimes, timesOf, valuesOf } from '../../test/support/series.js';
import { Dictionary } from '../decode/dictionary.js';
import { readJsonValue } from '../decode/read-json-value.js';
import { Instrument } from './instrument.js';
import type { InstrumentDefinition } from './instrument-definition.js';
import { type SavedInstrument, savedOf } from './instrument-snapshot.js';
import { OTHER } from './key-labels.js';

const BORN = 1_763_700_000_000;

const dictionary = new Dictionary(readJsonValue);

/** As it comes back from a checkpoint. */
function saved(instrument: Instrument): SavedInstrument {
  const { series, ...rest } = savedOf(instrument.snapshot());
  return JSON.parse(
    JSON.stringify({
      ...rest,
      series: series.map((one) => ({ ...one, numbers: [...Array.from(one.numbers)] })),
    }),
  );
}

function counted(of: InstrumentDefinition, cells: readonly string[], now = BORN): Instrument {
  const instrument = new Instrument(of, now);
  observe(instrument, cells, now);
  return instrument;
}

function observe(instrument: Instrument, cells: readonly string[], now = BORN): void {
  const batch = batchOf(
    cells.map((cell) => [cell]),
    dictionary,
  );
  cells.forEach((_, row) => {
    instrument.observe(batch, row, [-1], noTimes, now);
  });
}

test('slots keep their numbers: known values first, then the rest in the order they were born', () => {
  const of = definition({ limit: 20, labels: [fieldLabel('user', 0, ['k1', 'k2'])] });
  const before = counted(of, ['z', 'a', 'k2', 'm', 'a']);
  const after = new Instrument(of);
  after.restore(saved(before));
  assert.deepEqual(valuesOf(after), [
    ['user="k1"', 0],
    ['user="k2"', 1],
    ['user="z"', 1],
    ['user="a"', 2],
    ['user="m"', 1],
  ]);
  observe(after, ['new']);
  assert.equal(after.labels(5), 'user="new"');
});

test('a snapshot is of one instant', () => {
  const of = definition({ labels: [fieldLabel('user', 0)] });
  const instrument = counted(of, ['a']);
  const snapshot = instrument.snapshot();
  for (let i = 0; i < 9; i += 1) observe(instrument, [`u${i}`, 'a']);
  const after = new Instrument(of);
  after.restore(savedOf(snapshot));
  assert.deepEqual(valuesOf(after), [['user="a"', 1]]);
});

test('a gauge of event times, and one of a field, come back', () => {
  const times = definition({ type: 'gauge', labels: [fieldLabel('user', 0)] });
  const before = new Instrument(times);
  const batch = batchOf([['a'], ['b']]);
  for (const row of [0, 1]) before.observe(batch, row, [-1], noTimes, 0);
  before.endBatch(timesOf([12.5, 99]), 200_000);
  const after = new Instrument(times);
  after.restore(saved(before));
  assert.deepEqual(valuesOf(after), valuesOf(before));

  const read = ({ number }: { number: number }) => number;
  const field = definition({ type: 'gauge', labels: [], value: { column: 0, read } });
  const negative = new Instrument(field);
  negative.observe(batchOf([[-1e300]]), 0, [], noTimes, 0);
  const restored = new Instrument(field);
  restored.restore(saved(negative));
  assert.deepEqual(valuesOf(restored), [['', -1e300]]);
});

test('a lower limit keeps what is there; what is beyond goes on in the overflow series', () => {
  const before = counted(definition({ limit: 3, labels: [fieldLabel('user', 0)] }), [
    'a',
    'b',
    'c',
    'd',
    'e',
  ]);
  const after = new Instrument(definition({ limit: 1, labels: [fieldLabel('user', 0)] }));
  after.restore(saved(before));
  observe(after, ['f', 'b']);
  assert.deepEqual(valuesOf(after), [
    ['user="a"', 1],
    ['user="b"', 2],
    ['user="c"', 1],
    [`user="${OTHER}"`, 3],
  ]);
  assert.equal(after.overflow, 3);
});

test('a higher limit makes room again', () => {
  const before = counted(definition({ limit: 1, labels: [fieldLabel('user', 0)] }), ['a', 'b']);
  const after = new Instrument(definition({ limit: 9, labels: [fieldLabel('user', 0)] }));
  after.restore(saved(before));
  observe(after, ['c']);
  assert.deepEqual(valuesOf(after), [
    ['user="a"', 1],
    [`user="${OTHER}"`, 1],
    ['user="c"', 1],
  ]);
});

test('a series begins when it is first seen, known ones with the process; a restart does not change that', () => {
  const of = definition({ limit: 20, labels: [fieldLabel('user', 0, ['known'])] });
  const before = counted(of, ['a'], BORN);
  observe(before, ['b', 'a'], BORN + 60_000);
  const begins = (instrument: Instrument): number[] =>
    Array.from({ length: instrument.size }, (_, slot) => instrument.created(slot) - BORN / 1000);
  assert.deepEqual(begins(before), [0, 0, 60]);
  const after = new Instrument(of, BORN + 3_600_000);
  after.restore(saved(before));
  assert.deepEqual(begins(after), [0, 0, 60]);
  observe(after, ['c'], BORN + 7_200_000);
  assert.deepEqual(begins(after), [0, 0, 60, 7_200]);
  for (let i = 0; i < 15; i += 1) observe(after, [`u${i}`, '1', '2', '3'], BORN + i * 1000);
  // The last of the twenty, and the overflow series.
  assert.deepEqual(
    begins(after)
      .slice(-2)
      .map((time) => time >= 0),
    [true, true],
  );
});
