import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import type { FilePosition } from '../src/tail/file-position.js';
import { tailWorld, type World } from './tail-harness.js';

/** Positions after a first run over `audit.log`, as they come back from a checkpoint. */
async function firstRun(world: World, content: string): Promise<FilePosition[]> {
  writeFileSync(world.path('audit.log'), content);
  const follower = world.follow(['audit.log']);
  await follower.start();
  await follower.stop();
  world.heard.take();
  return JSON.parse(JSON.stringify(follower.positions()));
}

async function afterwards(t: TestContext, content: string, meanwhile: (world: World) => void) {
  const world = await tailWorld(t);
  const positions = await firstRun(world, content);
  meanwhile(world);
  await world.follow(['audit.log'], { positions }).start();
  return world;
}

test('a restart goes on where the last run stopped', async (t) => {
  const { heard } = await afterwards(t, 'a1\na2\n', ({ path }) => appendFileSync(path('audit.log'), 'a3\n'));
  assert.deepEqual(heard.take(), ['a3']);
});

test('rotated while stopped, several times: known files are finished first, then the new one is read', async (t) => {
  const world = await tailWorld(t);
  const { path, heard } = world;
  const positions = await firstRun(world, 'a1\n');
  appendFileSync(path('audit.log'), 'a2\nhalf');
  renameSync(path('audit.log'), path('audit.log-20261121'));
  writeFileSync(path('audit.log'), 'b1\n');
  const second = world.follow(['audit.log'], { positions });
  await second.start();
  assert.deepEqual(heard.take(), ['a2', 'b1']);
  assert.deepEqual(heard.rotations, ['rename']);
  await second.stop();
  appendFileSync(path('audit.log-20261121'), ' line\n');
  appendFileSync(path('audit.log'), 'b2\n');
  renameSync(path('audit.log'), path('audit.log-20261122'));
  writeFileSync(path('audit.log'), 'c1\n');
  await world.follow(['audit.log'], { positions: second.positions() }).start();
  assert.deepEqual(heard.take(), ['half line', 'b2', 'c1']);
});

test('a file that was rotated away and deleted while stopped: the new one is read, and the log says so', async (t) => {
  const { heard } = await afterwards(t, 'a1\n', ({ path }) => {
    rmSync(path('audit.log'));
    writeFileSync(path('audit.log'), 'b1\nb2\n');
  });
  assert.deepEqual(heard.take(), ['b1', 'b2']);
});

test('truncated while stopped, and grown shorter, the same, or larger: read from its start', async (t) => {
  for (const content of ['', 'b1\n', 'b1\nb2\n', 'b1\nb2\nb3\n', 'a1\nb2\nb3\n']) {
    const { heard } = await afterwards(t, 'a1\na2\n', ({ path }) => {
      truncateSync(path('audit.log'));
      appendFileSync(path('audit.log'), content);
    });
    assert.deepEqual(heard.take(), content === '' ? [] : content.trimEnd().split('\n'));
    assert.equal(heard.rotations.length, 1);
  }
});

test('a position is refused when only the head, or only the bytes before it, are the same', async (t) => {
  const line = (name: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${name} ${String(index).padStart(60, '.')}\n`).join('');
  const content = line('head', 20) + line('middle', 40) + line('tail', 10);
  for (const other of [
    line('head', 20) + line('middle', 40) + line('TAIL', 10),
    line('HEAD', 20) + line('middle', 40) + line('tail', 10),
  ]) {
    const { heard } = await afterwards(t, content, ({ path }) => writeFileSync(path('audit.log'), other));
    assert.deepEqual(heard.take(), other.trimEnd().split('\n'));
  }
});

test('the same content on another inode (restored, moved volume) is read on, not read again', async (t) => {
  const content = Array.from({ length: 50 }, (_, index) => `line ${index}\n`).join('');
  const { heard } = await afterwards(t, content, ({ path }) => {
    cpSync(path('audit.log'), path('copy'));
    renameSync(path('audit.log'), path('elsewhere'));
    mkdirSync(path('attic'));
    renameSync(path('elsewhere'), path('attic/audit.log'));
    renameSync(path('copy'), path('audit.log'));
    appendFileSync(path('audit.log'), 'new\n');
  });
  assert.deepEqual(heard.take(), ['new']);
});

test('a directory that is not there yet keeps its positions, over runs, until it comes back', async (t) => {
  const world = await tailWorld(t);
  const { path, heard } = world;
  mkdirSync(path('volume'));
  writeFileSync(path('volume/audit.log'), 'a1\n');
  const first = world.follow(['volume/audit.log']);
  await first.start();
  await first.stop();
  renameSync(path('volume'), path('unmounted'));
  const second = world.follow(['volume/audit.log'], { positions: first.positions() });
  await second.start();
  await second.stop();
  assert.deepEqual(second.positions(), first.positions());
  const third = world.follow(['volume/audit.log'], { positions: second.positions() });
  await third.start();
  renameSync(path('unmounted'), path('volume'));
  appendFileSync(path('volume/audit.log'), 'a2\n');
  await third.poll();
  assert.deepEqual(heard.take(), ['a1', 'a2']);
});

test('positions of other sources are left alone', async (t) => {
  const world = await tailWorld(t);
  const [position] = await firstRun(world, 'a1\n');
  const positions = [{ ...position!, source: 'conjur' }];
  await world.follow(['audit.log'], { positions }).start();
  assert.deepEqual(world.heard.take(), ['a1']);
});

test('positions tell devices and inodes in full, whatever their size', async (t) => {
  const world = await tailWorld(t);
  const [position] = await firstRun(world, 'a1\n');
  assert.match(position!.inode, /^\d+$/);
  assert.match(position!.device, /^\d+$/);
  assert.deepEqual([position!.headLength, position!.tailLength, position!.offset], [3, 3, 3]);
});
