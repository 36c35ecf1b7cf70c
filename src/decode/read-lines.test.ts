import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { planOf } from '../../test/support/decode-line.js';
import { Batch } from './batch.js';
import { Dictionary } from './dictionary.js';
import { type LineDecoder, NO_EVENT, NOT_MINE } from './line-decoder.js';
import { readJsonValue } from './read-json-value.js';
import { readLines } from './read-lines.js';

/** Takes `x…` as one event per `x`, `-…` as none; all else, having scribbled on the row, is not its own. */
const decoder: LineDecoder = {
  decode(bytes, start, end, row, batch) {
    const line = bytes.toString('latin1', start, end);
    assert.match(line, /[^ \t]/, 'got a blank line');
    batch.setText(0, row, `of ${line}`);
    batch.setRawSpan(0, row, start, end);
    const rows = /^x*/.exec(line)![0].length;
    for (let i = 1; i < rows; i += 1) {
      batch.reserve(row + i);
      batch.setText(0, row + i, `${i} of ${line}`);
    }
    if (rows > 0) return rows;
    if (!line.startsWith('-')) return NOT_MINE;
    batch.clearRow(row);
    return NO_EVENT;
  },
};

function newBatch(capacity: number): Batch {
  return new Batch(planOf(['a'], ['r']), new Dictionary(readJsonValue), capacity);
}

function latin1(bytes: Buffer, start: number, end: number): string {
  return bytes.toString('latin1', start, end);
}

interface Read {
  readonly events: string[];
  readonly lines: number;
  readonly invalid: number;
  readonly blank: number;
}

/** Reads everything between `from` and `end`, in batches of `capacity`. */
function readAll(bytes: Buffer, from: number, end: number, capacity: number): Read {
  const batch = newBatch(capacity);
  const total = { events: [] as string[], lines: 0, invalid: 0, blank: 0 };
  for (let at = from; at < end; ) {
    const next = readLines(decoder, bytes, at, end, batch);
    assert.ok(
      next > at && next <= end && (next === end || bytes[next - 1] === 0x0a),
      'stops at a line start',
    );
    for (let row = 0; row < batch.rows; row += 1) {
      const number = batch.lineNumber[row]! + total.lines;
      const cell = batch.dictionary.value(batch.ids[0]![row]!)?.text;
      const raw =
        batch.rawStart(0, row) === -1 ? '-' : latin1(bytes, batch.rawStart(0, row), batch.rawEnd(0, row));
      const line = latin1(bytes, batch.lineStart[row]!, batch.lineEnd[row]!);
      total.events.push(`${number} ${cell} | ${raw} | ${line}`);
    }
    total.lines += batch.lines;
    total.invalid += batch.invalid;
    total.blank += batch.blank;
    at = next;
  }
  return total;
}

/** The same, told with strings. */
function referenceRead(text: string): Read {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const total = { events: [] as string[], lines: lines.length, invalid: 0, blank: 0 };
  lines.forEach((whole, number) => {
    const line = whole.replace(/\r$/, '').replace(/^\0*(\xef\xbb\xbf)?/, '');
    if (/^[ \t]*$/.test(line)) total.blank += 1;
    else if (line.startsWith('x')) {
      for (let i = 0; i < /^x*/.exec(line)![0].length; i += 1)
        total.events.push(
          i === 0 ? `${number} of ${line} | ${line} | ${line}` : `${number} ${i} of ${line} | - | ${line}`,
        );
    } else if (!line.startsWith('-')) total.invalid += 1;
  });
  return total;
}

const piece = fc.constantFrom(
  'x',
  'x',
  'xxx',
  '-',
  'y',
  ' ',
  '\t',
  '\r',
  '\n',
  '\n',
  '\r\n',
  '\0',
  '\0\0',
  '\xef\xbb\xbf',
  '\xef',
);

test('finds every line whatever its end, in batches of any size', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }),
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom('', 'x', '\n', '\xbb\xbf', 'xx\nx\n'),
      (pieces, capacity, around) => {
        const text = pieces.join('');
        const bytes = Buffer.from(around + text + around, 'latin1');
        const expected = referenceRead(text);
        // The bytes before and behind are those of other lines.
        const read = readAll(bytes, around.length, around.length + text.length, capacity);
        assert.deepEqual(read, expected);
      },
    ),
    { numRuns: 2000 },
  );
});

test('a line that gives more events than the batch has rows is read whole', () => {
  const batch = newBatch(2);
  const bytes = Buffer.from('xxxxx\nx\n');
  assert.equal(readLines(decoder, bytes, 0, bytes.length, batch), 6);
  assert.deepEqual([batch.rows, batch.lines], [5, 1]);
  assert.deepEqual([...batch.lineNumber.subarray(0, 5)], [0, 0, 0, 0, 0]);
});

test('what a decoder left of a line that is not its own is gone', () => {
  const batch = newBatch(4);
  const bytes = Buffer.from('y\nx\ny\n');
  readLines(decoder, bytes, 0, bytes.length, batch);
  assert.deepEqual(
    [batch.rows, batch.invalid, batch.rawText(0, 0), batch.rawText(0, 1)],
    [1, 2, 'x', undefined],
  );
  assert.equal(batch.ids[0]![1], 0);
});
