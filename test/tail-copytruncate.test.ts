import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { tailWorld, type World } from './tail-harness.js';

function copytruncate({ path }: World, name = 'audit.log.1'): void {
  copyFileSync(path('audit.log'), path(name));
  truncateSync(path('audit.log'));
}

for (const glob of ['audit.log', 'audit.log*']) {
  test(`copytruncate, ${glob}: the copy gives the lines that nobody had read, once`, async (t) => {
    const world = await tailWorld(t);
    const { heard, path, follow } = world;
    writeFileSync(path('audit.log'), 'a1\n');
    const follower = follow([glob]);
    await follower.start();
    appendFileSync(path('audit.log'), 'a2\na3\nhalf');
    copytruncate(world);
    appendFileSync(path('audit.log'), 'b1\nb2\nb3\n');
    await follower.poll();
    await follower.poll();
    assert.deepEqual(heard.take(), ['a1', 'a2', 'a3', 'b1', 'b2', 'b3']);
    assert.deepEqual(heard.rotations, ['truncate']);
    assert.equal(heard.gaps, 0);
  });

  test(`copytruncate while stopped, several times, ${glob}: copies in order, then the file`, async (t) => {
    const world = await tailWorld(t);
    const { heard, path, follow } = world;
    writeFileSync(path('audit.log'), 'a1\n');
    const first = follow([glob]);
    await first.start();
    await first.stop();
    appendFileSync(path('audit.log'), 'a2\n');
    copytruncate(world, 'audit.log.3');
    appendFileSync(path('audit.log'), 'b1\n');
    copytruncate(world, 'audit.log.2');
    writeFileSync(path('audit.log.2.gz'), gzipSync(readFileSync(path('audit.log.2'))));
    rmSync(path('audit.log.2'));
    appendFileSync(path('audit.log'), 'c1\n');
    copytruncate(world);
    appendFileSync(path('audit.log'), 'd1\n');
    const second = follow([glob], { positions: first.positions() });
    await second.start();
    await second.stop();
    await follow([glob], { positions: second.positions() }).start();
    assert.deepEqual(heard.take().sort(), ['a1', 'a2', 'b1', 'c1', 'd1']);
    assert.equal(heard.gaps, 0);
  });

  test(`a copy that is being made, ${glob}: nothing of it is read as long as the file has it all`, async (t) => {
    const world = await tailWorld(t);
    const { heard, path, follow } = world;
    const lines = Array.from({ length: 200 }, (_, line) => `line ${line}`);
    const content = `${lines.join('\n')}\n`;
    writeFileSync(path('audit.log'), content);
    const follower = follow([glob]);
    await follower.start();
    for (const part of [content.slice(0, 500), content.slice(500, 1_200), content.slice(1_200)]) {
      appendFileSync(path('audit.log.1'), part);
      await follower.poll();
    }
    appendFileSync(path('audit.log'), 'in the window, and read in time\n');
    await follower.poll();
    truncateSync(path('audit.log'));
    appendFileSync(path('audit.log'), 'b1\n');
    await follower.poll();
    await follower.poll();
    assert.deepEqual(heard.take(), [...lines, 'in the window, and read in time', 'b1']);
    assert.equal(heard.gaps, 0);
  });
}

test('copied when nothing of the file had been read', async (t) => {
  const world = await tailWorld(t);
  const { heard, path, follow } = world;
  writeFileSync(path('audit.log'), '');
  const follower = follow(['audit.log']);
  await follower.start();
  appendFileSync(path('audit.log'), 'a1\n');
  copytruncate(world);
  appendFileSync(path('audit.log'), 'b1\n');
  await follower.poll();
  assert.deepEqual(heard.take().sort(), ['a1', 'b1']);
});

test('copied, and compressed before anybody looked', async (t) => {
  const world = await tailWorld(t);
  const { heard, path, follow } = world;
  writeFileSync(path('audit.log'), 'a1\n');
  const follower = follow(['audit.log']);
  await follower.start();
  appendFileSync(path('audit.log'), 'a2\n');
  writeFileSync(path('audit.log.1.gz'), gzipSync(readFileSync(path('audit.log'))));
  truncateSync(path('audit.log'));
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1', 'a2']);
});

test('truncated unread without a copy: a gap of the bytes that were known to be there', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\n'.repeat(1_000));
  let truncated = false;
  const sink: typeof heard.sink = (chunk) => {
    heard.sink(chunk);
    if (!truncated) truncateSync(path('audit.log'));
    truncated = true;
  };
  const follower = follow(['audit.log'], { sink, tuning: { chunkBytes: 300, turnBytes: 300 } });
  await follower.start();
  await follower.poll();
  const read = heard.take().length * 3;
  assert.ok(read < 1_500, `${read}`);
  assert.equal(heard.gap, 3_000 - read);
  assert.equal(heard.gaps, 1);
  assert.match(heard.messages.join('\n'), new RegExp(`audit\\.log from byte ${read} to 3000: it is gone`));
});

test('a copy that is not a rotation, in a glob: read on where it differs', async (t) => {
  const world = await tailWorld(t);
  const { heard, path, follow } = world;
  const content = Array.from({ length: 50 }, (_, line) => `line ${line}\n`).join('');
  writeFileSync(path('a.log'), content);
  const follower = follow(['*.log']);
  await follower.start();
  copyFileSync(path('a.log'), path('b.log'));
  await follower.poll();
  appendFileSync(path('b.log'), 'b51\n');
  appendFileSync(path('a.log'), 'a51\n');
  await follower.poll();
  assert.deepEqual(heard.take().slice(50).sort(), ['a51', 'b51']);
});
