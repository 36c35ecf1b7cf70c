import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { planOf } from '../../test/support/decode-line.js';
import { Batch } from './batch.js';
import { CellKind, Dictionary } from './dictionary.js';
import { readJsonValue } from './read-json-value.js';

function batchOf(columns: string[], raws: string[] = [], aliases: number[][] = [], capacity = 4): Batch {
  return new Batch({ ...planOf(columns, raws), aliases }, new Dictionary(readJsonValue), capacity);
}

const textAt = (batch: Batch, column: number, row: number) =>
  batch.dictionary.value(batch.ids[column]![row]!)?.text;

test('begin empties every cell, and makes room stay', () => {
  const batch = batchOf(['a'], ['r'], [[0]]);
  batch.begin(Buffer.from('xyz'));
  batch.reserve(9);
  batch.setSpan(0, 9, 0, 1);
  batch.setRawSpan(0, 9, 1, 2);
  batch.setRawText(0, 3, 'text');
  batch.lines = batch.blank = batch.invalid = 7;
  batch.rows = 10;
  batch.resolveAliases();
  assert.deepEqual([textAt(batch, 0, 9), textAt(batch, 1, 9), batch.rawText(0, 9)], ['x', 'x', 'y']);
  batch.begin(Buffer.from('abc'));
  assert.deepEqual([batch.rows, batch.lines, batch.blank, batch.invalid], [0, 0, 0, 0]);
  for (let row = 0; row < 10; row += 1) {
    assert.deepEqual([batch.ids[0]![row], batch.ids[1]![row], batch.rawText(0, row)], [0, 0, undefined]);
  }
});

test('reserve keeps what was written, in every column', () => {
  const batch = batchOf(['a', 'b'], ['r']);
  batch.begin(Buffer.from('0123456789'));
  for (let row = 0; row < 100; row += 1) {
    batch.reserve(row);
    batch.setText(0, row, `a${row}`);
    batch.setSpan(1, row, row % 10, (row % 10) + 1);
    batch.setRawSpan(0, row, 0, (row % 10) + 1);
    batch.lineStart[row] = row;
    batch.lineEnd[row] = row + 1;
    batch.lineNumber[row] = row + 2;
  }
  for (let row = 0; row < 100; row += 1) {
    const cells = [textAt(batch, 0, row), textAt(batch, 1, row), batch.rawText(0, row)];
    assert.deepEqual(cells, [`a${row}`, `${row % 10}`, '0123456789'.slice(0, (row % 10) + 1)]);
    assert.deepEqual(
      [batch.lineStart[row], batch.lineEnd[row], batch.lineNumber[row]],
      [row, row + 1, row + 2],
    );
  }
});

test('a raw cell is what was set last, be it text or a place in the bytes', () => {
  const batch = batchOf([], ['r']);
  batch.begin(Buffer.from('0123'));
  assert.deepEqual([batch.rawText(0, 0), batch.rawStart(0, 0)], [undefined, -1]);
  batch.setRawSpan(0, 0, 1, 3);
  assert.deepEqual([batch.rawText(0, 0), batch.rawStart(0, 0), batch.rawEnd(0, 0)], ['12', 1, 3]);
  batch.setRawText(0, 0, 'text');
  assert.deepEqual([batch.rawText(0, 0), batch.rawStart(0, 0)], ['text', -1]);
  batch.setRawSpan(0, 0, 0, 1);
  assert.deepEqual([batch.rawText(0, 0), batch.rawStart(0, 0)], ['0', 0]);
  batch.setRawText(0, 0, '');
  assert.equal(batch.rawText(0, 0), '');
  batch.clearRaw(0, 0);
  assert.deepEqual([batch.rawText(0, 0), batch.rawStart(0, 0)], [undefined, -1]);
});

test('clearRow takes back one row only', () => {
  const batch = batchOf(['a'], ['r', 's']);
  batch.begin(Buffer.from('0123'));
  for (const row of [0, 1]) {
    batch.setText(0, row, 'x');
    batch.setRawSpan(0, row, 0, 2);
    batch.setRawText(1, row, 't');
  }
  batch.clearRow(1);
  const cells = (row: number) => [textAt(batch, 0, row), batch.rawText(0, row), batch.rawText(1, row)];
  assert.deepEqual(
    [cells(0), cells(1)],
    [
      ['x', '01', 't'],
      [undefined, undefined, undefined],
    ],
  );
});

test('within reads other bytes and keeps what it found there', () => {
  const batch = batchOf(['a'], ['r', 's']);
  const outer = Buffer.from('outer');
  batch.begin(outer);
  batch.setRawSpan(0, 0, 0, 2);
  const rows = batch.within(Buffer.from('inner'), 1, () => {
    batch.setSpan(0, 1, 0, 5);
    batch.setRawSpan(0, 2, 1, 3);
    return 2;
  });
  assert.equal(rows, 2);
  assert.equal(batch.bytes, outer);
  assert.deepEqual(
    [textAt(batch, 0, 1), batch.rawText(0, 0), batch.rawText(0, 1)],
    ['inner', 'ou', undefined],
  );
  assert.deepEqual([batch.rawText(0, 2), batch.rawText(1, 2)], ['nn', undefined]);
  assert.throws(() => batch.within(Buffer.from('inner'), 1, () => assert.fail('broken')));
  assert.equal(batch.bytes, outer);
});

test('an alias is the first of its columns that is there and not null', () => {
  const cell = fc.constantFrom(undefined, 'null', '""', '"null"', '0', '"x"', '"y"', '[null]');
  const aliases = fc.array(fc.uniqueArray(fc.nat(2), { minLength: 1 }), { maxLength: 3 });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 6 }), aliases, (rows, lists) => {
      const batch = batchOf(['a', 'b', 'c'], [], lists);
      batch.begin(Buffer.alloc(0));
      rows.forEach((cells, row) => {
        batch.reserve(row);
        cells.forEach((text, column) => {
          if (text === undefined) return;
          const kind = text.startsWith('"')
            ? CellKind.string
            : text.startsWith('[')
              ? CellKind.container
              : CellKind.scalar;
          batch.ids[column]![row] = batch.dictionary.idOf(text.replaceAll('"', ''), kind);
        });
      });
      batch.rows = rows.length;
      batch.resolveAliases();
      lists.forEach((columns, i) => {
        rows.forEach((cells, row) => {
          const first = columns.find((column) => cells[column] !== undefined && cells[column] !== 'null');
          assert.equal(batch.ids[3 + i]![row], first === undefined ? 0 : batch.ids[first]![row]);
        });
      });
    }),
  );
});
