import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOf } from '../../test/support/decode-line.js';
import { Batch } from './batch.js';
import { Dictionary } from './dictionary.js';
import { EventTimes } from './event-times.js';
import { readJsonValue } from './read-json-value.js';

const NOW = Date.parse('2026-11-21T12:00:00Z');

/** A batch whose raw cells are these: text, bytes (for a span) or absent. */
function batchOf(rows: readonly (readonly (string | Buffer | undefined)[])[], times = [0, 1]): Batch {
  const plan = { ...planOf([], ['t', 'u', 'id']), times };
  const batch = new Batch(plan, new Dictionary(readJsonValue), 1);
  const spans: Buffer[] = [Buffer.from('\n')];
  rows.forEach((cells, row) => {
    batch.reserve(row);
    cells.forEach((cell, raw) => {
      if (typeof cell === 'string') batch.setRawText(raw, row, cell);
      if (cell instanceof Buffer) {
        const start = spans.reduce((sum, { length }) => sum + length, 0);
        batch.setRawSpan(raw, row, start, start + cell.length);
        spans.push(cell);
      }
    });
  });
  batch.bytes = Buffer.concat(spans);
  batch.rows = rows.length;
  return batch;
}

function timesOf(batch: Batch): number[] {
  const times = new EventTimes(batch.plan);
  times.use(batch, NOW);
  return Array.from({ length: batch.rows }, (_, row) => times.at(row));
}

test('the first time field that is there counts, from bytes and from text alike', () => {
  const iso = '2026-11-21T11:59:00.5Z';
  const seconds = NOW / 1000 - 59.5;
  const batch = batchOf([
    [iso, '0'],
    [Buffer.from(iso), '0'],
    [undefined, Buffer.from(iso)],
    [undefined, iso],
    [undefined, undefined, iso],
    ['no time', iso],
    ['', iso],
    [Buffer.from('no time'), iso],
    [Buffer.from('Nov 21 11:59:00.5')],
    ['Nov 21 11:59:00.5'],
    [Buffer.from('1795262340.5')],
  ]);
  const { NaN: none } = Number;
  assert.deepEqual(timesOf(batch), [
    seconds,
    seconds,
    seconds,
    seconds,
    none,
    none,
    none,
    none,
    seconds,
    seconds,
    seconds,
  ]);
});

test('a source without a time field has none', () => {
  assert.deepEqual(timesOf(batchOf([['2026-11-21T11:59:00Z']], [])), [Number.NaN]);
});

test('speaks of the batch it was told of last, and of the clock of then', () => {
  const times = new EventTimes(batchOf([]).plan);
  times.use(batchOf([['1'], ['Jan 01 00:00:00']]), NOW);
  assert.deepEqual([times.at(0), times.at(1)], [1, Date.parse('2027-01-01T00:00:00Z') / 1000]);
  times.use(batchOf([['2'], [Buffer.from('Jan 01 00:00:00')]]), Date.parse('2020-02-01T00:00:00Z'));
  assert.deepEqual([times.at(0), times.at(1)], [2, Date.parse('2020-01-01T00:00:00Z') / 1000]);
});
