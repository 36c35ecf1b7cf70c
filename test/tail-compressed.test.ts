import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { requireTool } from './support/debian.js';
import { tailWorld } from './tail-harness.js';

const lines = Array.from({ length: 5_000 }, (_, line) => `line ${line} ${(line * 7919) % 10_007}`);
const text = `${lines.join('\n')}\n`;

for (const [end, tool] of [
  ['gz', 'gzip'],
  ['zst', 'zstd'],
] as const) {
  test(`scenario 11: rotated to .${end} while down: the old file is finished from the same line, then the new one is read`, async (t) => {
    if (!requireTool(t, tool, tool)) return;
    const { heard, path, follow } = await tailWorld(t);
    writeFileSync(path('audit.log'), text);
    const tuning = { chunkBytes: 4_096, turnBytes: 4_096 };
    let stopped: Promise<void> | undefined;
    const sink: typeof heard.sink = (chunk) => {
      heard.sink(chunk);
      if (heard.lines.length > 2_000) stopped ??= first.stop();
    };
    const first = follow(['audit.log'], { sink, tuning });
    await first.start();
    await stopped;
    assert.ok(heard.lines.length < 3_000, `${heard.lines.length}`);
    renameSync(path('audit.log'), path('audit.log.1'));
    assert.equal(spawnSync(tool, ['-q', path('audit.log.1')]).status, 0);
    rmSync(path('audit.log.1'), { force: true });
    writeFileSync(path('audit.log'), 'new\n');
    // And stopped again in the midst of the compressed file.
    const second = follow(['audit.log'], {
      sink: (chunk) => again(chunk),
      tuning,
      positions: first.positions(),
    });
    let stoppedAgain: Promise<void> | undefined;
    const again: typeof heard.sink = (chunk) => {
      heard.sink(chunk);
      if (heard.lines.length > 4_000) stoppedAgain ??= second.stop();
    };
    await second.start();
    await stoppedAgain;
    assert.ok(heard.lines.length < 5_000, `${heard.lines.length}`);
    const third = follow(['audit.log'], { positions: second.positions() });
    await third.start();
    assert.deepEqual(heard.take(), [...lines, 'new']);
    assert.equal(heard.gaps, 0);
    assert.equal(third.lagBytes(), 0);
  });
}

test('compressed right now: neither lost nor doubled, whether it was being read or not', async (t) => {
  for (const isRunning of [true, false]) {
    const { heard, path, follow } = await tailWorld(t);
    writeFileSync(path('audit.log'), 'a1\n');
    let follower = follow(['audit.log']);
    await follower.start();
    if (!isRunning) await follower.stop();
    appendFileSync(path('audit.log'), text);
    renameSync(path('audit.log'), path('audit.log.1'));
    writeFileSync(path('audit.log'), 'b1\n');
    const packed = gzipSync(readFileSync(path('audit.log.1')));
    for (const part of [packed.subarray(0, 5), packed.subarray(5, 9_000), packed.subarray(9_000)]) {
      appendFileSync(path('audit.log.1.gz'), part);
      if (!isRunning) {
        follower = follow(['audit.log'], { positions: follower.positions() });
        await follower.start();
        await follower.stop();
      } else await follower.poll();
    }
    rmSync(path('audit.log.1'));
    if (!isRunning) follower = follow(['audit.log'], { positions: follower.positions() });
    await follower.start();
    assert.deepEqual(heard.take(), ['a1', ...lines, 'b1']);
    assert.equal(heard.gaps, 0);
  }
});

test('a torn compressed file: what can be read, then a gap and the log says so, once', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\n');
  const first = follow(['audit.log']);
  await first.start();
  await first.stop();
  const packed = gzipSync(`a1\n${text}`);
  writeFileSync(path('audit.log.1.gz'), packed.subarray(0, packed.length - 2_000));
  rmSync(path('audit.log'));
  writeFileSync(path('audit.log'), 'b1\n');
  const follower = follow(['audit.log'], { positions: first.positions() });
  await follower.start();
  for (let round = 0; round < 3; round += 1) {
    clock.advance(60_000);
    await follower.poll();
  }
  const heardLines = heard.take();
  assert.equal(heardLines.at(-2), 'b1');
  assert.ok(heardLines.length > 3_000 && heardLines.length < 5_000, `${heardLines.length}`);
  // The last one before the tear is half of a line.
  assert.deepEqual(heardLines.slice(1, -2), lines.slice(0, heardLines.length - 3));
  assert.equal(heard.gaps, 1);
  assert.match(
    heard.messages.join('\n'),
    /^cannot read .*audit\.log\.1\.gz to its end: unexpected end of file; /,
  );
});

test('a file that is called .gz and is none: a gap of its bytes, and the log goes on', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\n');
  const follower = follow(['audit.log']);
  await follower.start();
  writeFileSync(path('audit.log.1.gz'), 'not compressed at all\n');
  appendFileSync(path('audit.log'), 'a2\n');
  await follower.poll();
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1', 'a2']);
  assert.equal(heard.gaps, 1);
  assert.match(heard.messages.join('\n'), /audit\.log\.1\.gz to its end: incorrect header check/);
});
