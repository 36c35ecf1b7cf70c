import assert from 'node:assert/strict';
import {
  appendFileSync,
  closeSync,
  copyFileSync,
  openSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { test } from 'node:test';
import { tailWorld } from './tail-harness.js';

test('scenario 4: copytruncate, shorter than before: what comes after is read from the start of the file', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\na2\na3\n');
  const follower = follow(['audit.log']);
  await follower.start();
  copyFileSync(path('audit.log'), path('audit.log.1'));
  truncateSync(path('audit.log'));
  await follower.poll();
  appendFileSync(path('audit.log'), 'b1\n');
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1', 'a2', 'a3', 'b1']);
  assert.deepEqual(heard.rotations, ['truncate']);
  assert.equal(heard.gap, 0);
});

test('truncated and grown to the same size, or larger, or larger with the same first line', async (t) => {
  for (const content of ['head\nb1\nb2\n', 'head\nb1\nb2\nb3\nb4\n', 'b01\nb02\nb03\nb04\n']) {
    const { heard, path, follow } = await tailWorld(t);
    writeFileSync(path('audit.log'), 'head\na1\na2\n');
    const follower = follow(['audit.log']);
    await follower.start();
    heard.take();
    truncateSync(path('audit.log'));
    appendFileSync(path('audit.log'), content);
    await follower.poll();
    assert.deepEqual(heard.take(), content.trimEnd().split('\n'));
    assert.deepEqual(heard.rotations, ['truncate']);
  }
});

test('grown to the same size with the time set back: the change is seen all the same', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\na2\n');
  utimesSync(path('audit.log'), 1_000, 1_000);
  const follower = follow(['audit.log'], { clock: { now: () => Date.now() + 60_000, monotonic: () => 0 } });
  await follower.start();
  const { ctimeMs } = statSync(path('audit.log'));
  // The clock of a file system ticks every few milliseconds.
  do writeFileSync(path('audit.log'), 'b1\nb2\n');
  while (statSync(path('audit.log')).ctimeMs === ctimeMs);
  utimesSync(path('audit.log'), 1_000, 1_000);
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1', 'a2', 'b1', 'b2']);
});

test('scenario 16: truncated with a half line at the end: it is a gap, and the next line is whole', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\nhalf a li');
  const follower = follow(['audit.log']);
  await follower.start();
  truncateSync(path('audit.log'));
  appendFileSync(path('audit.log'), 'b1\n');
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1', 'b1']);
  assert.equal(heard.gap, 'half a li'.length);
});

test('a writer that does not append leaves a hole: its NUL bytes are not part of the line', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  for (const size of [10, 5_000, 3_000_000]) {
    const name = `audit-${size}.log`;
    const writer = openSync(path(name), 'w');
    writeSync(writer, `${'x'.repeat(size - 1)}\n`);
    const follower = follow([name], { maxLineBytes: 1 << 16 });
    await follower.start();
    heard.take();
    truncateSync(path(name));
    await follower.poll();
    writeSync(writer, 'after the hole\n');
    writeSync(writer, 'next\n');
    await follower.poll();
    assert.deepEqual(heard.take(), ['after the hole', 'next']);
    closeSync(writer);
    await follower.stop();
  }
  assert.equal(heard.tooLong, 1, 'the line of 3 MB, and none because of a hole');
});

test('NUL bytes at the head of a line in the midst of a block, and those within a line', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\n\0\0\0a2\na\x003\n\0\n\0\0');
  const follower = follow(['audit.log']);
  await follower.start();
  assert.deepEqual(heard.take(), ['a1', 'a2', 'a\x003', '']);
  appendFileSync(path('audit.log'), 'a4\n');
  await follower.poll();
  assert.deepEqual(heard.take(), ['a4']);
});

test('room that a writer has set aside at the end is read when it is filled', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  const file = openSync(path('audit.log'), 'w');
  writeSync(file, `a1\n${'\0'.repeat(100)}`);
  const follower = follow(['audit.log']);
  await follower.start();
  writeSync(file, 'a2\na3\n', 3);
  await follower.poll();
  closeSync(file);
  assert.deepEqual(heard.take(), ['a1', 'a2', 'a3']);
});
