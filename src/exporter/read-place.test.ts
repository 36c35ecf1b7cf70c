import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Chunk } from '../tail/chunk.js';
import { isIn, ReadPlace } from './read-place.js';

const room = Buffer.from('what stood in the buffer before\n');

/** `text[from, to)` as it is handed on: somewhere in a buffer that is used again. */
function chunkOf(text: Buffer, from: number, to: number, tooLong = 0): Chunk {
  const bytes = Buffer.concat([room, text.subarray(from, to), room]);
  const [start, end] = [room.length, room.length + to - from];
  return { source: 's', file: { id: 1, path: 'a.log' }, bytes, start, end, offset: from, tooLong };
}

function markAt(chunk: Chunk) {
  const place = new ReadPlace(chunk);
  place.moveTo(chunk, 7);
  chunk.bytes.fill(0);
  return place.mark(true);
}

const line = fc.string({ unit: fc.constantFrom('a', 'b', 'ü', '\r', '\0'), maxLength: 6 });
const long = fc.nat(600).map((length) => 'x'.repeat(length));
const texts = fc
  .array(fc.oneof({ weight: 5, arbitrary: line }, long), { minLength: 1, maxLength: 12 })
  .map((lines) => lines.map((each, i) => Buffer.from(`${each}${i}\n`)));

/** Cuts a text at some of its line starts. */
function cut(lines: readonly Buffer[], at: readonly boolean[]): [number, number][] {
  const pieces: [number, number][] = [];
  let from = 0;
  let to = 0;
  lines.forEach(({ length }, i) => {
    to += length;
    if (!at[i] && i < lines.length - 1) return;
    pieces.push([from, to]);
    from = to;
  });
  return pieces;
}

test('a place is passed by the chunk it is in, however the same lines are cut another time, and by no other', () => {
  const cuts = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(texts, cuts, cuts, (lines, before, after) => {
      const text = Buffer.concat(lines);
      for (const [from, to] of cut(lines, before)) {
        const { mark, generation } = markAt(chunkOf(text, from, to));
        assert.deepEqual([mark.source, mark.path, mark.offset, generation], ['s', 'a.log', to, 7]);
        assert.ok(mark.length > 0 && mark.length <= 256);
        for (const [start, end] of cut(lines, after)) {
          assert.equal(
            isIn(mark, chunkOf(text, start, end)),
            to > start && to <= end,
            `${to} ${start} ${end}`,
          );
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('another text of the same length does not pass it', () => {
  const { mark } = markAt(chunkOf(Buffer.from('{"n":1}\n{"n":2}\n'), 0, 16));
  assert.equal(isIn(mark, chunkOf(Buffer.from('{"n":1}\n{"n":3}\n{"n":4}\n'), 0, 24)), false);
  assert.equal(isIn(mark, chunkOf(Buffer.from('{"n":2}\n{"n":1}\n{"n":2}\n'), 0, 24)), false);
  assert.equal(
    isIn(mark, chunkOf(Buffer.from('{"n":3}\n{"n":2}\n{"n":4}\n'), 0, 24)),
    true,
    'by its last line',
  );
});

test('a half line that was handed on at the end of a file is found in the whole line', () => {
  const half = markAt(chunkOf(Buffer.from('one\ntw'), 0, 6)).mark;
  const whole = Buffer.from('one\ntwo\n');
  assert.equal(isIn(half, chunkOf(whole, 0, 8)), true);
  assert.equal(isIn(half, chunkOf(whole, 4, 8)), true);
  const rest = markAt(chunkOf(whole, 6, 8)).mark;
  assert.equal(isIn(rest, chunkOf(whole, 0, 8)), true);
  assert.equal(isIn(rest, chunkOf(whole, 0, 4)), false);
});

test('behind a line that was skipped a place is passed where one is skipped again', () => {
  const text = Buffer.from(`one\n${'x'.repeat(50)}\ntwo\n`);
  const { mark } = markAt(chunkOf(text, 55, 55, 1));
  assert.deepEqual([mark.offset, mark.length], [55, 0]);
  assert.equal(isIn(mark, chunkOf(text, 0, 4)), false);
  assert.equal(isIn(mark, chunkOf(text, 55, 55, 1)), true);
  assert.equal(isIn(mark, chunkOf(text, 55, 59, 1)), true, 'with the lines behind it');
  assert.equal(isIn(mark, chunkOf(text, 55, 59)), false);
});
