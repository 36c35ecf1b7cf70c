import assert from 'node:assert/strict';
import { appendFileSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { test } from 'node:test';
import { tailWorld } from './tail-harness.js';

test('scenario 15: a half line waits for its end, over polls and over a restart', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\nbeg');
  const follower = follow(['audit.log']);
  await follower.start();
  appendFileSync(path('audit.log'), 'in');
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1']);
  assert.equal(follower.lagBytes(), 0);
  await follower.stop();
  const positions = JSON.parse(JSON.stringify(follower.positions()));
  assert.equal(positions[0].offset, 3);
  appendFileSync(path('audit.log'), ' end\na2\n');
  await follow(['audit.log'], { positions }).start();
  assert.deepEqual(heard.take(), ['begin end', 'a2']);
});

test('line ends, blank lines, carriage returns and a byte order mark are left as they are', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), '\xef\xbb\xbfa\r\n\n\r\nb\n\n', 'latin1');
  await follow(['audit.log']).start();
  assert.deepEqual(heard.take(), ['\xef\xbb\xbfa\r', '', '\r', 'b', '']);
});

for (const mebibytes of [1, 10]) {
  test(`a line of ${mebibytes} MiB and the one after it`, async (t) => {
    const { heard, path, follow } = await tailWorld(t);
    const size = mebibytes << 20;
    const exact = 'e'.repeat(size);
    writeFileSync(path('audit.log'), `before\n${exact}\nbetween\n${exact}!\nafter\n${exact}!!!`);
    const follower = follow(['audit.log'], { maxLineBytes: size });
    await follower.start();
    assert.deepEqual(heard.take(), ['before', exact, 'between', 'after']);
    assert.equal(heard.tooLong, 1);
    assert.equal(follower.positions()[0]?.offset, 7 + size + 1 + 8 + size + 2 + 6);
    appendFileSync(path('audit.log'), '\nlast\n');
    await follower.poll();
    assert.deepEqual(heard.take(), ['last']);
    assert.equal(heard.tooLong, 2);
  });
}

test('a long line that nothing follows is counted at once', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), `${'x'.repeat(1_000)}\n`);
  const follower = follow(['audit.log'], { maxLineBytes: 999 });
  await follower.start();
  assert.equal(heard.tooLong, 1);
  assert.equal(follower.positions()[0]?.offset, 1_001);
  assert.deepEqual(heard.take(), []);
});

test('a long line over a restart is counted once', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  const file = openSync(path('audit.log'), 'a');
  writeSync(file, `first\n${'x'.repeat(5_000)}`);
  const options = { maxLineBytes: 100, tuning: { chunkBytes: 512 } };
  const follower = follow(['audit.log'], options);
  await follower.start();
  assert.equal(heard.tooLong, 0);
  const positions = follower.positions();
  assert.equal(positions[0]?.offset, 6);
  await follower.stop();
  writeSync(file, `${'x'.repeat(5_000)}\nlast\n`);
  await follow(['audit.log'], { ...options, positions }).start();
  assert.deepEqual(heard.take(), ['first', 'last']);
  assert.equal(heard.tooLong, 1);
});

test('30 MiB of lines of all lengths: exactly what an independent count says', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  const blocks: string[] = [];
  let seed = 42;
  for (let size = 0, line = 0; size < 30 << 20; line += 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    const text = `${line} ${'abcdefghij'.repeat(seed % (line % 1_000 === 0 ? 9_000 : 60))}\n`;
    size += text.length;
    blocks.push(text);
  }
  writeFileSync(path('audit.log'), blocks.join(''));
  await follow(['audit.log']).start();
  const whole = readFileSync(path('audit.log'), 'latin1').trimEnd().split('\n');
  assert.equal(heard.lines.length, whole.length);
  assert.ok(heard.lines.every((line, index) => line === whole[index]));
  assert.equal(heard.bytes, blocks.join('').length);
});

test('the memory of a long line is given back', async (t) => {
  const { path, follow } = await tailWorld(t);
  const rooms: number[] = [];
  const sink = ({ bytes }: { bytes: Buffer }) => void rooms.push(bytes.buffer.byteLength);
  const follower = follow(['audit.log'], { sink });
  for (const length of [10, 900_000, 10]) {
    appendFileSync(path('audit.log'), `${'x'.repeat(length)}\n`);
    await follower.poll();
  }
  assert.equal(rooms.length, 3);
  assert.ok(rooms[1]! > 900_000);
  assert.equal(rooms[2], rooms[0]);
});

test('many half lines cost no memory', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  const half = 'h'.repeat(900_000);
  const names = Array.from({ length: 40 }, (_, index) => `audit-${index}.log`);
  for (const name of names) writeFileSync(path(name), `one\n${half}`);
  const follower = follow(['audit-*.log']);
  await follower.start();
  const before = process.memoryUsage().arrayBuffers;
  for (const name of names) appendFileSync(path(name), 'h');
  await follower.poll();
  const after = process.memoryUsage().arrayBuffers;
  assert.ok(after - before < 8 << 20, `${after - before} bytes more`);
  assert.equal(heard.take().length, 40);
});
