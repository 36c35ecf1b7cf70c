import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { silentTelemetry } from '../base/telemetry.js';
import type { Chunk } from './chunk.js';
import { StreamLines } from './stream-lines.js';

interface Result {
  readonly lines: string[];
  readonly tooLong: number;
}

/** The whole at once, as a few lines of obvious code. */
function slowly(text: string, maxLineBytes: number): Result {
  const all = text.split('\n');
  const last = all.pop()!;
  if (last.replace(/^\0+/, '') !== '') all.push(last);
  const stripped = all.map((line) => line.replace(/^\0+/, ''));
  const lines = stripped.filter((line) => line.length <= maxLineBytes);
  return { lines, tooLong: stripped.length - lines.length };
}

function inPieces(text: string, cuts: readonly number[], maxLineBytes: number): Result {
  const lines: string[] = [];
  let tooLong = 0;
  let next = 0;
  const sink = (chunk: Chunk) => {
    const { bytes, start, end, offset } = chunk;
    const content = bytes.toString('latin1', start, end);
    assert.ok(offset >= next);
    assert.equal(text.slice(offset, offset + end - start), content, 'offset');
    next = offset + end - start;
    tooLong += chunk.tooLong;
    if (content !== '') lines.push(...content.replace(/\n$/, '').split('\n'));
  };
  const stream = new StreamLines({ source: 's', maxLineBytes, sink, telemetry: silentTelemetry }, '-');
  const bytes = Buffer.from(text, 'latin1');
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (let at = 1; at < places.length; at += 1) stream.push(bytes.subarray(places[at - 1], places[at]));
  stream.end();
  return { lines, tooLong };
}

test('any cuts give the lines of the whole', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\0', '\r'), maxLength: 60 });
  fc.assert(
    fc.property(
      text,
      fc.array(fc.nat(), { maxLength: 12 }),
      fc.integer({ min: 1, max: 12 }),
      (whole, cuts, max) => {
        assert.deepEqual(inPieces(whole, cuts, max), slowly(whole, max));
      },
    ),
    { numRuns: 2_000 },
  );
});
