import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeLine } from '../../test/support/decode-line.js';
import { firstFitDecoder } from './first-fit-decoder.js';
import { type LineDecoder, NO_EVENT, NOT_MINE } from './line-decoder.js';

/** Takes the lines that start with its letter, and scribbles on the row of all others. */
function letter(start: string, column: number, rows: number = 1): LineDecoder {
  return {
    decode(bytes, from, end, row, batch) {
      batch.setText(column, row, start);
      batch.setRawText(0, row, start);
      return bytes.toString('utf8', from, end).startsWith(start) ? rows : NOT_MINE;
    },
  };
}

function read(line: string, decoders: readonly LineDecoder[]) {
  return decodeLine(() => firstFitDecoder(decoders), line, ['p', 'q'], ['r']);
}

test('the first decoder that takes the line reads it, and no other leaves a trace', () => {
  const decoders = [letter('a', 0), letter('b', 1), letter('b', 0)];
  assert.deepEqual(read('a', decoders), { rows: 1, cells: { p: 'a', 'raw:r': 'a' } });
  assert.deepEqual(read('b', decoders), { rows: 1, cells: { q: 'b', 'raw:r': 'b' } });
  assert.deepEqual(read('c', decoders), { rows: NOT_MINE, cells: {} });
});

test('a line without an event is taken too', () => {
  assert.equal(read('a', [letter('a', 0, NO_EVENT), letter('a', 1)]).rows, NO_EVENT);
});

test('one decoder is used as it is, none takes nothing', () => {
  const only = letter('a', 0);
  assert.equal(firstFitDecoder([only]), only);
  assert.equal(read('a', []).rows, NOT_MINE);
});
