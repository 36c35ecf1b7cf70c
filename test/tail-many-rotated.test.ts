import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { FilePosition } from '../src/tail/file-position.js';
import { tailWorld, type World } from './tail-harness.js';

/** An hourly log of three months. */
const files = 2_100;

async function run(world: World, positions: FilePosition[] = []): Promise<FilePosition[]> {
  const follower = world.follow(['audit.log'], { positions });
  await follower.start();
  await follower.stop();
  return JSON.parse(JSON.stringify(follower.positions()));
}

test('of thousands of rotated files none is counted twice: not at the start, not after a restart', async (t) => {
  const world = await tailWorld(t);
  const { heard, path } = world;
  for (let i = 1; i <= files; i += 1) {
    const lines = `line one of ${i}\nline two of ${i}\n`;
    if (i % 2 === 0) writeFileSync(path(`audit.log.${i}`), lines);
    else writeFileSync(path(`audit.log.${i}.gz`), gzipSync(lines));
  }
  writeFileSync(path('audit.log'), 'live 1\n');
  const first = await run(world);
  assert.deepEqual(heard.lines, ['live 1']);
  assert.equal(first.length, files + 1);

  appendFileSync(path('audit.log'), 'live 2\n');
  const second = await run(world, first);
  assert.deepEqual(heard.lines, ['live 1', 'live 2']);

  appendFileSync(path('audit.log'), 'live 3\n');
  renameSync(path('audit.log'), path(`audit.log.${files + 1}`));
  writeFileSync(path('audit.log'), 'live 4\n');
  await run(world, await run(world, second));
  assert.deepEqual(heard.lines, ['live 1', 'live 2', 'live 3', 'live 4']);
  assert.equal(heard.gaps, 0);
});

test('the directory of the rotated files is away for a while: none of them is taken for new', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  mkdirSync(path('archive'));
  for (let i = 1; i <= 1_500; i += 1) writeFileSync(path(`archive/audit.log-${i}`), `line one of ${i}\n`);
  writeFileSync(path('audit.log'), 'live\n');
  const follower = follow(['audit.log'], { rotated: ['archive/{name}-[0-9]*'] });
  await follower.start();
  const lookAgain = async () => {
    for (let looks = 0; looks < 3; looks += 1) {
      clock.advance(15 * 60_000);
      await follower.poll();
    }
  };
  renameSync(path('archive'), path('elsewhere'));
  await lookAgain();
  assert.equal(follower.positions().length, 1_501);
  renameSync(path('elsewhere'), path('archive'));
  await lookAgain();
  assert.deepEqual(heard.lines, ['live']);
  assert.equal(follower.positions().length, 1_501);
  await follower.stop();
});
