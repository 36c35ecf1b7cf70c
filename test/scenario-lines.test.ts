import assert from 'node:assert/strict';
import { closeSync, openSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { tailWorld } from './tail-harness.js';

const MiB = 1 << 20;

test('scenario 17: lines of 1, 10 and 100 MiB: the next line is intact, and each file has its count', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  const tooLong = new Map<string, number>();
  const sink: typeof heard.sink = (chunk) => {
    heard.sink(chunk);
    const name = basename(chunk.file.path);
    tooLong.set(name, (tooLong.get(name) ?? 0) + chunk.tooLong);
  };
  const block = 'x'.repeat(MiB);
  const writers = [1, 10, 100].map((size) => {
    const fd = openSync(path(`${size}.log`), 'a');
    writeSync(fd, `before ${size}\n`);
    return { size, fd };
  });
  // The line of 1 MiB is as long as a line may be.
  const follower = follow(['*.log'], { sink, maxLineBytes: MiB });
  await follower.start();
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  for (const { size, fd } of writers) {
    for (let part = 1; part <= size; part += 1) {
      writeSync(fd, block);
      if (part % 20 === 0) await follower.poll();
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }
    writeSync(fd, `\nafter ${size}\n${block}!\nlast ${size}\n`);
    closeSync(fd);
  }
  await follower.poll();
  const small = heard.lines.filter((line) => line.length < MiB).sort();
  const expected = [1, 10, 100].flatMap((size) => [`before ${size}`, `after ${size}`, `last ${size}`]);
  assert.deepEqual(small, expected.sort());
  assert.equal(heard.lines.length, small.length + 1, 'the line of 1 MiB is whole');
  assert.deepEqual([...tooLong].sort(), [
    ['1.log', 1],
    ['10.log', 2],
    ['100.log', 2],
  ]);
  assert.ok(most < 8 * MiB, `${most} bytes for a line that is thrown away`);
});
