import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { tailWorld } from './tail-harness.js';

const hour = 3_600_000;

// The positions of a history must outlive an absence of its log that is longer than anything is remembered for.
test('a log that is not there for long, found by a glob after a restart: its history is not read again', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  writeFileSync(path('audit.log.2.gz'), gzipSync('old\n'));
  writeFileSync(path('audit.log'), 'a1\n');
  const first = follow(['audit.log*']);
  await first.start();
  await first.stop();
  renameSync(path('audit.log'), path('audit.log.1'));
  const second = follow(['audit.log*'], { positions: first.positions() });
  await second.start();
  clock.advance(hour);
  await second.poll();
  writeFileSync(path('audit.log'), 'b1\n');
  await second.poll();
  assert.deepEqual(heard.take(), ['a1', 'b1']);
});

test('a log that is not there for long and was a link to a file with a rotated name: its history is not read again', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  writeFileSync(path('audit.log.2.gz'), gzipSync('old\n'));
  writeFileSync(path('audit.log.20261121'), 'a1\n');
  symlinkSync('audit.log.20261121', path('audit.log'));
  const follower = follow(['audit.log*']);
  await follower.start();
  rmSync(path('audit.log'));
  await follower.poll();
  clock.advance(hour);
  await follower.poll();
  writeFileSync(path('audit.log'), 'b1\n');
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1', 'b1']);
});

// As a network file system that hangs for an hour.
test('a directory that is away for long: its history is not read again', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  mkdirSync(path('logs'));
  writeFileSync(path('logs/audit.log.1'), 'old\n');
  writeFileSync(path('logs/audit.log.2.gz'), gzipSync('older\n'));
  writeFileSync(path('logs/audit.log'), 'a1\n');
  const follower = follow(['logs/audit.log']);
  await follower.start();
  renameSync(path('logs'), path('away'));
  await follower.poll();
  clock.advance(hour);
  await follower.poll();
  renameSync(path('away'), path('logs'));
  appendFileSync(path('logs/audit.log'), 'a2\n');
  await follower.poll();
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1', 'a2']);
});

// As a process that is stopped, or a file system that hangs. What the first look after that misses is looked for in
// what it was compressed into, before its time is up.
test('no look for an hour, in which old and read history is compressed: none of it is read again', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  writeFileSync(path('audit.log.2'), 'old\n');
  writeFileSync(path('audit.log'), 'a1\n');
  const follower = follow(['audit.log']);
  await follower.start();
  renameSync(path('audit.log'), path('audit.log.1'));
  writeFileSync(path('audit.log'), 'b1\n');
  await follower.poll();
  clock.advance(hour);
  await follower.poll();
  for (const [name, text] of [
    ['audit.log.2', 'old\n'],
    ['audit.log.1', 'a1\n'],
  ] as const) {
    writeFileSync(path(`${name}.gz`), gzipSync(text));
    rmSync(path(name));
  }
  clock.advance(hour);
  await follower.poll();
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1', 'b1']);
});
