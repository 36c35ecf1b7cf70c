import assert from 'node:assert/strict';
import {
  appendFileSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { tailWorld } from './tail-harness.js';

const hour = 3_600_000;

// Found by the model with a glob: positions of the files of a history are forgotten after ten minutes when its log is
// not there. Read ones are then read again, and so are old ones.
test('found 1: a log that is not there for long, found by a glob after a restart: its history is not read again', async (t) => {
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

test('found 1b: the same without a restart, when the log is a link to a file with a rotated name', async (t) => {
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
test('found 1c: a directory that is away for long: its history is not read again', async (t) => {
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

// Where a copy is judged before the log that it is a copy of is followed, it is taken for history.
test('found 2: a copy that is being made of a log that came since the last look: nothing of it is read', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\n');
  const follower = follow(['audit.log']);
  await follower.start();
  renameSync(path('audit.log'), path('audit.log.2'));
  writeFileSync(path('audit.log'), 'b1\nb2\n');
  writeFileSync(path('audit.log.1'), 'b1\nb');
  await follower.poll();
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1', 'b1', 'b2']);
});

test('found 3: the next copy is being made when a truncation is noticed: nothing of it is read', async (t) => {
  for (const isRunning of [true, false]) {
    const { heard, path, follow } = await tailWorld(t);
    writeFileSync(path('audit.log'), 'a1\n');
    let follower = follow(['audit.log']);
    await follower.start();
    if (!isRunning) await follower.stop();
    writeFileSync(path('audit.log.2'), 'a1\na2\n');
    truncateSync(path('audit.log'));
    appendFileSync(path('audit.log'), 'b1\nb2\n');
    writeFileSync(path('audit.log.1'), 'b1\nb');
    if (!isRunning) follower = follow(['audit.log'], { positions: follower.positions() });
    await follower.poll();
    await follower.poll();
    assert.deepEqual(heard.take(), ['a1', 'a2', 'b1', 'b2'], `running: ${isRunning}`);
  }
});

test('found 3b: truncated, rotated and compressed before anybody looked, and still open', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\n');
  const follower = follow(['audit.log']);
  await follower.start();
  writeFileSync(path('audit.log.2'), 'a1\na2\n');
  truncateSync(path('audit.log'));
  appendFileSync(path('audit.log'), 'b1\nb2\n');
  writeFileSync(path('audit.log.1.gz'), gzipSync('b1\nb2\n'));
  rmSync(path('audit.log'));
  writeFileSync(path('audit.log'), 'c1\n');
  await follower.poll();
  await follower.poll();
  assert.deepEqual(heard.take().sort(), ['a1', 'a2', 'b1', 'b2', 'c1']);
});

test('found 4: the last half line of a rotated file that was closed because too many were open', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\nhalf');
  const later = { now: () => Date.now() + hour, monotonic: () => clock.monotonic() };
  const follower = follow(['audit.log*'], { tuning: { maxOpen: 1 }, clock: later });
  await follower.start();
  renameSync(path('audit.log'), path('audit.log.1'));
  writeFileSync(path('audit.log'), 'b1\n');
  await follower.poll();
  clock.advance(10_000);
  appendFileSync(path('audit.log'), 'b2\n');
  await follower.poll();
  for (let round = 0; round < 3; round += 1) {
    clock.advance(hour);
    await follower.poll();
  }
  assert.deepEqual(heard.take(), ['a1', 'b1', 'b2', 'half']);
});

// A writer that writes in blocks (stdio) leaves half a line for as long as nothing happens.
test('found 5: half a line in a log that is a link to a file with a rotated name, or has one as well', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  writeFileSync(path('audit.log.20261121'), 'a1\nhal');
  symlinkSync('audit.log.20261121', path('audit.log'));
  const follower = follow(['audit.log']);
  await follower.start();
  clock.advance(hour);
  await follower.poll();
  await follower.poll();
  appendFileSync(path('audit.log'), 'f\n');
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1', 'half']);
});

test('found 6: copytruncate of a log that is a link, which is removed before anybody looks', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log.20261121'), 'a1\n');
  symlinkSync('audit.log.20261121', path('audit.log'));
  const follower = follow(['audit*.log*']);
  await follower.start();
  writeFileSync(path('audit-20261122.log'), 'a1\na2\n');
  writeFileSync(path('audit.log.20261121'), 'b1\nb2\nb3\n');
  rmSync(path('audit.log'));
  await follower.poll();
  await follower.poll();
  assert.deepEqual(heard.take().sort(), ['a1', 'a2', 'b1', 'b2', 'b3']);
});

// Who copies or compresses dies (a full disk) and leaves a part; the next try is whole. Nothing of either was read.
test('found 7: a part of a copy beside the whole one, both new', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  const lines = Array.from({ length: 500 }, (_, line) => `line ${line}`);
  const text = `${lines.join('\n')}\n`;
  writeFileSync(path('audit.log'), '');
  const first = follow(['audit.log']);
  await first.start();
  await first.stop();
  writeFileSync(path('audit.log.2'), text.slice(0, 2_000));
  writeFileSync(path('audit.log.1'), text);
  writeFileSync(path('audit.log'), 'b1\n');
  await follow(['audit.log'], { positions: first.positions() }).poll();
  assert.deepEqual(heard.take(), [...lines, 'b1']);
});

// The head of a position is one hash of up to 1,024 bytes: what is shorter cannot be compared with it.
test('found 8: what is left of a copy or a compression that was given up, shorter than a head', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  const lines = Array.from({ length: 500 }, (_, line) => `line ${line}`);
  const text = `${lines.join('\n')}\n`;
  writeFileSync(path('audit.log'), text);
  const follower = follow(['audit.log']);
  await follower.start();
  renameSync(path('audit.log'), path('audit.log.1'));
  writeFileSync(path('audit.log'), 'b1\n');
  writeFileSync(path('audit.log.1.gz'), gzipSync(text.slice(0, 100)));
  await follower.poll();
  rmSync(path('audit.log.1'));
  for (let round = 0; round < 3; round += 1) {
    clock.advance(hour);
    await follower.poll();
  }
  assert.deepEqual(heard.take(), [...lines, 'b1']);
});

// A path is opened for the position of an empty file, leads to another file by then, and nothing tells them apart.
test('found 9: names move on between the look and the opening, and one of the files is empty', async (t) => {
  for (let moment = 1; moment <= 12; moment += 1) {
    const { heard, path, follow } = await tailWorld(t);
    writeFileSync(path('audit.log'), '');
    const first = follow(['audit.log']);
    await first.start();
    renameSync(path('audit.log'), path('audit.log.1'));
    writeFileSync(path('audit.log'), 'a1\n');
    await first.poll();
    await first.stop();
    let asked = 0;
    const ask = () => {
      asked += 1;
      if (asked !== moment) return 0;
      renameSync(path('audit.log.1'), path('audit.log.2'));
      renameSync(path('audit.log'), path('audit.log.1'));
      return 0;
    };
    const positions = first.positions();
    const second = follow(['audit.log'], { positions, clock: { now: ask, monotonic: ask } });
    await second.poll();
    appendFileSync(path('audit.log.1'), 'a2\n');
    await second.poll();
    await second.stop();
    assert.deepEqual(heard.take(), ['a1', 'a2'], `at moment ${moment}`);
  }
});

// Nothing but its inode is known of an empty file.
test('found 10: the inode of an empty file is given to the copy of another one, while stopped', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), '');
  const first = follow(['audit.log']);
  await first.start();
  renameSync(path('audit.log'), path('audit.log.1'));
  writeFileSync(path('audit.log'), 'a1\n');
  await first.poll();
  await first.stop();
  // In the place of the one that is removed.
  renameSync(path('audit.log.1'), path('audit.log.2'));
  writeFileSync(path('audit.log.2'), 'a1\na2\n');
  truncateSync(path('audit.log'));
  appendFileSync(path('audit.log'), 'b1\n');
  await follow(['audit.log'], { positions: first.positions() }).poll();
  assert.deepEqual(heard.take(), ['a1', 'a2', 'b1']);
});

// A file with two names, found by a glob, goes by the first of them in the alphabet, and is no log then.
test('found 11: copytruncate of a log that has a rotated name as well, after a restart, when its own name is gone', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\n');
  linkSync(path('audit.log'), path('audit-20261121.log'));
  const first = follow(['audit*.log*']);
  await first.start();
  await first.stop();
  writeFileSync(path('audit-20261122.log'), 'a1\na2\n');
  rmSync(path('audit.log'));
  writeFileSync(path('audit-20261121.log'), 'b1\nb2\nb3\n');
  await follow(['audit*.log*'], { positions: first.positions() }).poll();
  assert.deepEqual(heard.take().sort(), ['a1', 'a2', 'b1', 'b2', 'b3']);
});

// The half line is held back until the original, which is deleted and still open, is let go; what it was compressed
// into is down as read by then.
test('found 12: a file of half a line that is compressed, and a stop before it is let go', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'half');
  const first = follow(['audit.log']);
  await first.start();
  renameSync(path('audit.log'), path('audit.log.1'));
  writeFileSync(path('audit.log'), 'b1\n');
  await first.poll();
  rmSync(path('audit.log.1'));
  writeFileSync(path('audit.log.1.gz'), gzipSync('half'));
  await first.poll();
  await first.stop();
  const second = follow(['audit.log'], { positions: first.positions() });
  await second.start();
  clock.advance(hour);
  await second.poll();
  await second.poll();
  assert.deepEqual(heard.take(), ['b1', 'half']);
});

// As a process that is stopped, or a file system that hangs: what is missed by the first look after that is forgotten
// before it is looked for in what it was compressed into.
test('found 13: no look for an hour, in which old and read history is compressed', async (t) => {
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

// A change in the same step of the clock as the look before: what was seen then may not have been all.
test('found 14: a directory that changed right after it was looked at is looked at again', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  const start = 1_000_000;
  const later = { now: () => start + clock.now(), monotonic: () => clock.monotonic() };
  const touch = () => utimesSync(path('.'), start / 1_000, start / 1_000);
  writeFileSync(path('audit.log'), 'a1\n');
  touch();
  const first = follow(['audit.log']);
  await first.start();
  await first.stop();
  const second = follow(['audit.log'], { positions: first.positions(), clock: later });
  await second.poll();
  writeFileSync(path('audit.log.1'), 'b1\n');
  touch();
  clock.advance(3_000);
  await second.poll();
  assert.deepEqual(heard.take(), ['a1', 'b1']);
});
