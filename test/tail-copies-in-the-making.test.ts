import assert from 'node:assert/strict';
import { appendFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { tailWorld } from './tail-harness.js';

const hour = 3_600_000;

// A copy that is judged before its log is followed would be taken for history.
test('a copy that is being made of a log that came since the last look: nothing of it is read', async (t) => {
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

test('the next copy is being made when a truncation is noticed: nothing of it is read', async (t) => {
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

// Who copies or compresses dies (a full disk) and leaves a part; the next try is whole. Nothing of either was read.
test('a part of a copy beside the whole one, both new: every line once', async (t) => {
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
test('what is left of a compression that was given up, shorter than a head: nothing of it is read', async (t) => {
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
