import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { FilePosition } from '../src/tail/file-position.js';
import type { FollowOptions } from '../src/tail/follow-source.js';
import { tailWorld, type World } from './tail-harness.js';

/** One run to the end of what is there. Returns the positions as they come back from a checkpoint. */
async function run(
  world: World,
  positions: FilePosition[] = [],
  options: Partial<FollowOptions> = {},
): Promise<FilePosition[]> {
  const follower = world.follow(['audit.log'], { positions, ...options });
  await follower.start();
  await follower.stop();
  return JSON.parse(JSON.stringify(follower.positions()));
}

function rotate({ path }: World, name: string, text: string): void {
  renameSync(path('audit.log'), path(name));
  writeFileSync(path('audit.log'), text);
}

/** As gzip does: the time of the file is kept, the file goes last. */
function pack({ path }: World, name: string): void {
  // Rounded down: the file that comes after must not seem older.
  const { atimeMs, mtimeMs } = statSync(path(name));
  writeFileSync(path(`${name}.gz`), gzipSync(readFileSync(path(name))));
  utimesSync(path(`${name}.gz`), Math.floor(atimeMs) / 1000, Math.floor(mtimeMs) / 1000);
  rmSync(path(name));
}

test('scenario 10: rotated three times within one poll: the files nobody saw are read, in order', async (t) => {
  const world = await tailWorld(t);
  const { heard, path, follow } = world;
  writeFileSync(path('audit.log'), 'a1\n');
  const follower = follow(['audit.log']);
  await follower.start();
  appendFileSync(path('audit.log'), 'a2\n');
  rotate(world, 'audit.log.3', 'b1\n');
  rotate(world, 'audit.log.2', 'c1\n');
  rotate(world, 'audit.log.1', 'd1\n');
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1', 'a2', 'b1', 'c1', 'd1']);
  await follower.poll();
  assert.deepEqual(heard.take(), []);
  assert.equal(heard.gap, 0);
});

test('scenario 12: rotated while stopped, N times, plain, dated and compressed: all is read, in order, once', async (t) => {
  const world = await tailWorld(t);
  const { heard, path } = world;
  writeFileSync(path('audit.log'), 'a1\n');
  const first = await run(world);
  appendFileSync(path('audit.log'), 'a2\n');
  rotate(world, 'audit.log-20261118', 'b1\n');
  pack(world, 'audit.log-20261118');
  rotate(world, 'audit.log-20261119', 'c1\n');
  pack(world, 'audit.log-20261119');
  rotate(world, 'audit.log-20261120', 'd1\n');
  rotate(world, 'audit.log-20261121', 'e1\n');
  for (const [day, name] of ['18.gz', '19.gz', '20', '21'].entries()) {
    utimesSync(path(`audit.log-202611${name}`), 1_000 + day, 1_000 + day);
  }
  const second = await run(world, first);
  assert.deepEqual(heard.take(), ['a1', 'a2', 'b1', 'c1', 'd1', 'e1']);
  pack(world, 'audit.log-20261120');
  appendFileSync(path('audit.log'), 'e2\n');
  const third = await run(world, second);
  assert.deepEqual(heard.take(), ['e2']);
  await run(world, third);
  assert.deepEqual(heard.take(), []);
  assert.equal(heard.gaps, 0);
});

test('files of the same time are read as their numbers count', async (t) => {
  const world = await tailWorld(t);
  const { heard, path } = world;
  writeFileSync(path('audit.log'), 'a1\n');
  const positions = await run(world);
  rmSync(path('audit.log'));
  for (const [name, text] of [
    ['10', 'b'],
    ['9', 'c'],
    ['2.gz', 'd'],
    ['1', 'e'],
  ] as const) {
    const content = `${text}\n`;
    writeFileSync(path(`audit.log.${name}`), name.endsWith('gz') ? gzipSync(content) : content);
    utimesSync(path(`audit.log.${name}`), 1_000, 1_000);
  }
  writeFileSync(path('audit.log'), 'f\n');
  await run(world, positions);
  assert.deepEqual(heard.take(), ['a1', 'b', 'c', 'd', 'e', 'f']);
});

test('rotated files that were there before the first start are never read, whatever becomes of them', async (t) => {
  const world = await tailWorld(t);
  const { heard, path } = world;
  const old = Array.from({ length: 100 }, (_, line) => `old ${line}\n`).join('');
  writeFileSync(path('audit.log.1'), old);
  writeFileSync(path('audit.log.2.gz'), gzipSync(`older\n${old}`));
  writeFileSync(path('audit.log'), 'a1\n');
  const first = await run(world);
  renameSync(path('audit.log.2.gz'), path('audit.log.3.gz'));
  renameSync(path('audit.log.1'), path('audit.log.2'));
  pack(world, 'audit.log.2');
  rotate(world, 'audit.log.1', 'b1\n');
  const second = await run(world, first);
  assert.deepEqual(heard.take(), ['a1', 'b1']);
  // A restored directory: every inode is another one.
  for (const name of ['audit.log.3.gz', 'audit.log.2.gz', 'audit.log.1', 'audit.log']) {
    const content = readFileSync(path(name));
    rmSync(path(name));
    mkdirSync(path(`hold-${name}`));
    writeFileSync(path(name), content);
  }
  await run(world, second);
  assert.ok(!heard.lines.some((line) => line.startsWith('old')), `${heard.take()}`);
});

test('history in another directory, under names of its own', async (t) => {
  const world = await tailWorld(t);
  const { heard, path } = world;
  mkdirSync(path('archive'));
  writeFileSync(path('audit.log'), 'a1\n');
  writeFileSync(path('archive/audit@0.log'), 'old\n');
  const rotated = ['{dir}/archive/{stem}@*{ext}'];
  const positions = await run(world, [], { rotated });
  appendFileSync(path('audit.log'), 'a2\n');
  rotate(world, 'archive/audit@1.log', 'b1\n');
  rotate(world, 'archive/audit@2.log', 'c1\n');
  pack(world, 'archive/audit@1.log');
  await run(world, positions, { rotated });
  assert.deepEqual(heard.take(), ['a1', 'a2', 'b1', 'c1']);
});

test('a file that was deleted unread while stopped is a gap, said once with file and byte', async (t) => {
  const world = await tailWorld(t);
  const { heard, path } = world;
  writeFileSync(path('audit.log'), 'a1\n');
  const positions = await run(world);
  rmSync(path('audit.log'));
  writeFileSync(path('audit.log'), 'b1\n');
  const next = await run(world, positions);
  assert.deepEqual(heard.take(), ['a1', 'b1']);
  assert.equal(heard.gaps, 1);
  assert.match(
    heard.messages.join('\n'),
    /^cannot read .*audit\.log from byte 3 on: it is gone; check that "rotated"/,
  );
  await run(world, next);
  assert.equal(heard.gaps, 1);
});

test('a rotated file that was read and is deleted by rotation is no gap', async (t) => {
  const world = await tailWorld(t);
  const { heard, path, follow, clock } = world;
  writeFileSync(path('audit.log'), 'a1\n');
  const follower = follow(['audit.log']);
  await follower.start();
  rotate(world, 'audit.log.1', 'b1\n');
  await follower.poll();
  clock.advance(600_000);
  await follower.poll();
  await follower.stop();
  rmSync(path('audit.log.1'));
  await run(world, follower.positions());
  assert.deepEqual(heard.take(), ['a1', 'b1']);
  assert.equal(heard.gaps, 0);
});

test('late writes to a rotated file that was let go long ago are read', async (t) => {
  const world = await tailWorld(t);
  const { heard, path, follow, clock } = world;
  writeFileSync(path('audit.log'), 'a1\n');
  const follower = follow(['audit.log']);
  await follower.start();
  rotate(world, 'audit.log.1', 'b1\n');
  await follower.poll();
  clock.advance(600_000);
  await follower.poll();
  assert.equal(heard.open, 1);
  appendFileSync(path('audit.log.1'), 'a2\n');
  await follower.poll();
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1', 'b1', 'a2']);
});

test('positions are the same whenever nothing has happened, so that nothing is written', async (t) => {
  const world = await tailWorld(t);
  const { path, follow } = world;
  writeFileSync(path('audit.log.1'), 'old\n');
  writeFileSync(path('audit.log'), 'a1\n');
  const follower = follow(['audit.log']);
  await follower.start();
  const before = JSON.stringify(follower.positions());
  await follower.poll();
  assert.equal(JSON.stringify(follower.positions()), before);
  assert.ok(!before.includes('old\\n'), 'no text of a log is in a position');
});
