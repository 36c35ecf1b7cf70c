import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { bytesAt } from './read-handle.js';
import { UnpackedFile } from './unpacked-file.js';

async function unpacked(t: TestContext, packed: Buffer): Promise<UnpackedFile> {
  const directory = mkdtempSync(join(tmpdir(), 'unpacked-'));
  const path = join(directory, 'file.gz');
  writeFileSync(path, packed);
  const file = new UnpackedFile(await open(path), 'gz');
  t.after(async () => {
    await file.close();
    rmSync(directory, { recursive: true });
  });
  return file;
}

const content = Buffer.concat(
  Array.from({ length: 400 }, (_, line) => Buffer.from(`${line} ${randomBytes(line).toString('base64')}\n`)),
);

test('reads at any positions, in any order, give what the plain content gives', async (t) => {
  const half = gzipSync(content.subarray(0, 9_999));
  const file = await unpacked(t, Buffer.concat([half, gzipSync(content.subarray(9_999))]));
  const read = fc.tuple(fc.nat(content.length + 100), fc.nat(50_000));
  await fc.assert(
    fc.asyncProperty(fc.array(read, { maxLength: 10 }), async (reads) => {
      for (const [position, length] of reads) {
        const expected = content.subarray(position, position + length);
        assert.ok(expected.equals(await bytesAt(file, position, length)), `${length} bytes at ${position}`);
      }
    }),
    { numRuns: 50 },
  );
});

test('a torn or damaged file gives what comes before, and the fault', async (t) => {
  const packed = gzipSync(content);
  const torn = await unpacked(t, packed.subarray(0, packed.length - 5_000));
  const before = await bytesAt(torn, 0, content.length);
  assert.ok(before.length > content.length - 10_000 && before.length < content.length, `${before.length}`);
  assert.ok(before.equals(content.subarray(0, before.length)));
  assert.match(torn.fault?.message ?? '', /unexpected end of file/);
  const damaged = Buffer.from(packed);
  damaged.fill(0xff, 40_000, 40_064);
  const file = await unpacked(t, damaged);
  const start = await bytesAt(file, 0, 50_000);
  assert.ok(start.subarray(0, 30_000).equals(content.subarray(0, 30_000)));
  await bytesAt(file, 0, content.length * 2);
  assert.ok(file.fault);
});

test('a file that unpacks to a thousand times its size is held in pieces', async (t) => {
  const file = await unpacked(t, gzipSync(Buffer.alloc(256 * 1024 * 1024)));
  const { rss } = process.memoryUsage();
  let most = rss;
  for (let position = 0; position < 250 * 1024 * 1024; position += 8 * 1024 * 1024) {
    assert.equal((await bytesAt(file, position, 1_000)).length, 1_000);
    most = Math.max(most, process.memoryUsage().rss);
  }
  assert.ok(most - rss < 120 * 1024 * 1024, `${most - rss} bytes`);
});
