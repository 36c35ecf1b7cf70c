import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { silentTelemetry } from '../base/telemetry.js';
import { FileLines } from './file-lines.js';
import { ReadBuffer } from './read-buffer.js';
import { ReadPoint, TAIL_BYTES } from './read-point.js';

const directory = mkdtempSync(join(tmpdir(), 'file-lines-'));
after(() => rmSync(directory, { recursive: true }));

async function linesOf(handle: FileHandle, chunkBytes: number, maxLineBytes: number) {
  const lines: string[] = [];
  let tooLong = 0;
  const sink = (chunk: { bytes: Buffer; start: number; end: number; tooLong: number }) => {
    const content = chunk.bytes.toString('latin1', chunk.start, chunk.end);
    if (content !== '') lines.push(...content.replace(/\n$/, '').split('\n'));
    tooLong += chunk.tooLong;
  };
  const outlet = { source: 's', maxLineBytes, sink, telemetry: silentTelemetry };
  const file = new FileLines(outlet, 'x', new ReadPoint());
  const buffer = new ReadBuffer(maxLineBytes, chunkBytes);
  while ((await file.read(handle, buffer)) !== 'end');
  const open = file.seen - file.point.offset;
  await file.finish(handle, buffer);
  return { lines, tooLong, open, room: buffer.bytes.length };
}

test('any size of reads gives the lines of the whole, and the memory stays bounded', async () => {
  const line = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'b', '\r'), maxLength: 20 }),
    fc.integer({ min: 0, max: 3_000 }).map((length) => 'x'.repeat(length)),
  );
  const path = join(directory, 'any.log');
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 12 }),
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 1, max: 2_000 }),
      async (lines, chunkBytes, maxLineBytes) => {
        const text = lines.join('\n');
        writeFileSync(path, text);
        const handle = await open(path);
        const got = await linesOf(handle, chunkBytes, maxLineBytes);
        await handle.close();
        const whole = text === '' ? [] : text.replace(/\n$/, '').split('\n');
        const short = whole.filter(({ length }) => length <= maxLineBytes);
        assert.deepEqual(got.lines, short);
        assert.equal(got.tooLong, whole.length - short.length);
        assert.equal(got.open, text.length - (text.lastIndexOf('\n') + 1));
        assert.ok(got.room <= chunkBytes + TAIL_BYTES + maxLineBytes);
      },
    ),
    { numRuns: 300 },
  );
});
