import assert from 'node:assert/strict';
import {
  appendFileSync,
  closeSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { test } from 'node:test';
import { tailWorld } from './tail-harness.js';

test('scenario 1: rename and create, both descriptors write: the old file is read first, and both go on', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\na2\n');
  const follower = follow(['audit.log']);
  await follower.start();
  const old = openSync(path('audit.log'), 'a');
  writeSync(old, 'a3\n');
  renameSync(path('audit.log'), path('audit.log.1'));
  writeFileSync(path('audit.log'), 'b1\n');
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1', 'a2', 'a3', 'b1']);
  writeSync(old, 'a4\n');
  appendFileSync(path('audit.log'), 'b2\n');
  await follower.poll();
  assert.deepEqual(heard.take().sort(), ['a4', 'b2']);
  closeSync(old);
  assert.deepEqual(heard.rotations, ['rename']);
  assert.equal(heard.open, 2);
  assert.equal(heard.gap, 0);
});

test('hourly, the last rotated file replaced by the next: each counts, whatever inode the new log gets', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'hour 0\n');
  const follower = follow(['audit.log']);
  await follower.start();
  for (let hour = 1; hour <= 6; hour += 1) {
    renameSync(path('audit.log'), path('audit.log.1'));
    writeFileSync(path('audit.log'), `hour ${hour}\n`);
    await follower.poll();
    clock.advance(3_600_000);
    await follower.poll();
    await follower.poll();
  }
  assert.deepEqual(
    heard.take(),
    Array.from({ length: 7 }, (_, hour) => `hour ${hour}`),
  );
  assert.deepEqual(
    heard.rotations,
    Array.from({ length: 6 }, () => 'rename'),
  );
});

test('scenario 2: rename without create, the writer keeps the old file for hours, then reopens (Vault before SIGHUP)', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  const old = openSync(path('audit.log'), 'a');
  writeSync(old, 'a1\n');
  const follower = follow(['audit.log']);
  await follower.start();
  renameSync(path('audit.log'), path('old'));
  await follower.poll();
  for (let hour = 0; hour < 5; hour += 1) {
    clock.advance(3_600_000);
    await follower.poll();
    await follower.poll();
    writeSync(old, `late ${hour}\n`);
    await follower.poll();
  }
  writeSync(old, 'last\n');
  writeFileSync(path('audit.log'), 'b1\n');
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1', 'late 0', 'late 1', 'late 2', 'late 3', 'late 4', 'last', 'b1']);
  assert.deepEqual(heard.rotations, ['rename']);
  assert.equal(heard.up, true);
  closeSync(old);
});

test('a renamed file is let go when it has been still for a while, its half line last', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\nhalf');
  const follower = follow(['audit.log']);
  await follower.start();
  renameSync(path('audit.log'), path('audit.log.1'));
  writeFileSync(path('audit.log'), 'b1\n');
  await follower.poll();
  clock.advance(299_999);
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1', 'b1']);
  assert.equal(heard.open, 2);
  clock.advance(1);
  await follower.poll();
  assert.deepEqual(heard.take(), ['half']);
  assert.equal(heard.open, 1);
  assert.deepEqual(
    follower.positions().map(({ offset, state }) => [offset, state]),
    [
      [3, undefined],
      [7, 'read'],
    ],
  );
});

test('a deleted file is read for as long as it is written to, then let go', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  const old = openSync(path('audit.log'), 'a');
  writeSync(old, 'a1\n');
  const follower = follow(['audit.log']);
  await follower.start();
  unlinkSync(path('audit.log'));
  writeSync(old, 'a2\n');
  await follower.poll();
  assert.deepEqual(heard.rotations, ['delete']);
  clock.advance(200_000);
  writeSync(old, 'a3\n');
  await follower.poll();
  clock.advance(200_000);
  await follower.poll();
  assert.equal(heard.open, 1);
  clock.advance(200_000);
  await follower.poll();
  assert.equal(heard.open, 0);
  assert.equal(heard.up, false);
  assert.deepEqual(heard.take(), ['a1', 'a2', 'a3']);
  closeSync(old);
});

test('delete and create again: read from its start, whatever its inode', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  const follower = follow(['audit.log']);
  await follower.start();
  const expected: string[] = [];
  for (let round = 0; round < 5; round += 1) {
    writeFileSync(path('audit.log'), `${round} first\n${round} second\n`);
    expected.push(`${round} first`, `${round} second`);
    await follower.poll();
    rmSync(path('audit.log'));
    if (round % 2 === 1) {
      // Closed by us as well: now the file system may hand out the inode again.
      await follower.poll();
      clock.advance(600_000);
      await follower.poll();
      assert.equal(heard.open, 0);
    }
  }
  assert.deepEqual(heard.take(), expected);
});

test('a file moved over another one counts as a replacement', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\n');
  const follower = follow(['audit.log']);
  await follower.start();
  writeFileSync(path('new'), 'b1\n');
  appendFileSync(path('audit.log'), 'a2\n');
  renameSync(path('new'), path('audit.log'));
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1', 'a2', 'b1']);
  assert.deepEqual(heard.rotations, ['replace']);
});

test('scenario 8: a symbolic link is switched to another file', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('one'), 'a1\n');
  symlinkSync('one', path('current'));
  const follower = follow(['current']);
  await follower.start();
  writeFileSync(path('two'), 'b1\n');
  appendFileSync(path('one'), 'a2\n');
  symlinkSync('two', path('next'));
  renameSync(path('next'), path('current'));
  await follower.poll();
  appendFileSync(path('one'), 'a3\n');
  appendFileSync(path('two'), 'b2\n');
  await follower.poll();
  assert.deepEqual(heard.take().sort(), ['a1', 'a2', 'a3', 'b1', 'b2']);
  assert.deepEqual(heard.rotations, ['rename']);
});

test('scenario 28: the same file by two paths, by a hard link and by a symbolic link: read once', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\n');
  linkSync(path('audit.log'), path('hard.log'));
  symlinkSync('audit.log', path('soft.log'));
  const follower = follow(['audit.log', 'hard.log', '*.log', 'soft.log']);
  await follower.start();
  appendFileSync(path('soft.log'), 'a2\n');
  await follower.poll();
  unlinkSync(path('audit.log'));
  appendFileSync(path('hard.log'), 'a3\n');
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1', 'a2', 'a3']);
});

test('scenario 27: a glob that matches the rotated names does not read a renamed file again', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  const follower = follow(['audit.log*']);
  const expected: string[] = [];
  await follower.start();
  for (let round = 0; round < 6; round += 1) {
    for (let old = 3; old >= 1; old -= 1) {
      if (round > old) renameSync(path(`audit.log.${old}`), path(`audit.log.${old + 1}`));
    }
    if (round > 0) renameSync(path('audit.log'), path('audit.log.1'));
    writeFileSync(path('audit.log'), `${round} a\n${round} b\n`);
    expected.push(`${round} a`, `${round} b`);
    await follower.poll();
    clock.advance(round * 120_000);
    await follower.poll();
  }
  assert.deepEqual(heard.take(), expected);
  // One for each round, not one for each file that moved up.
  assert.equal(heard.rotations.length, 5);
});

test('several rotations between two looks, all names matched by the glob: in order of age', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), '0\n');
  const follower = follow(['audit.log*']);
  await follower.start();
  appendFileSync(path('audit.log'), '1\n');
  renameSync(path('audit.log'), path('audit.log.3'));
  writeFileSync(path('audit.log'), '2\n');
  renameSync(path('audit.log'), path('audit.log.2'));
  writeFileSync(path('audit.log'), '3\n');
  renameSync(path('audit.log'), path('audit.log.1'));
  writeFileSync(path('audit.log'), '4\n');
  await follower.poll();
  assert.deepEqual(heard.take().sort(), ['0', '1', '2', '3', '4']);
});

test('a file that is rotated while a long backlog is read is not lost', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  const lines = Array.from({ length: 3_000 }, (_, index) => `line ${index}`);
  writeFileSync(path('audit.log'), `${lines.join('\n')}\n`);
  let step = 0;
  const sink: typeof heard.sink = (chunk) => {
    heard.sink(chunk);
    step += 1;
    clock.advance(150);
    if (step !== 3 && step !== 9) return;
    renameSync(path('audit.log'), path(`rotated-${step}`));
    writeFileSync(path('audit.log'), `after ${step}\n`);
  };
  const follower = follow(['audit.log'], { sink, tuning: { chunkBytes: 1024, turnBytes: 2048 } });
  await follower.start();
  await follower.poll();
  assert.deepEqual(heard.take(), [...lines, 'after 3', 'after 9']);
});

test('a file that is renamed between the look at its path and the opening is not lost', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('first.log'), 'f1\n');
  writeFileSync(path('audit.log'), 'a1\n');
  // The message about the one file comes right before the other one is opened.
  let rotated = false;
  const info = () => {
    if (rotated) return;
    rotated = true;
    renameSync(path('audit.log'), path('audit.log.1'));
    writeFileSync(path('audit.log'), 'b1\n');
  };
  const follower = follow(['first.log', 'audit.log'], { logger: { ...heard.logger, info } });
  await follower.start();
  await follower.poll();
  assert.deepEqual(heard.take().sort(), ['a1', 'b1', 'f1']);
});

test('a file that is removed between the look at its path and the opening: another one that gets its inode is not read', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('first.log'), 'f1\n');
  writeFileSync(path('audit.log'), 'a1\n');
  const { ino } = statSync(path('audit.log'));
  let removed = false;
  const info = () => {
    if (removed) return;
    removed = true;
    rmSync(path('audit.log'));
    for (let i = 0; i < 20; i += 1) {
      writeFileSync(path(`other-${i}`), 'x1\n');
      if (statSync(path(`other-${i}`)).ino === ino) return;
    }
    t.diagnostic('this file system did not give the inode to another file');
  };
  const follower = follow(['first.log', 'audit.log'], { logger: { ...heard.logger, info } });
  await follower.start();
  await follower.poll();
  assert.deepEqual(heard.take(), ['f1']);
});
