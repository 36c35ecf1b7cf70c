import assert from 'node:assert/strict';
import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { tailWorld } from './tail-harness.js';

const hour = 3_600_000;

test('the last half line of a rotated file that was closed because too many were open is read when it is let go', async (t) => {
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

// The half line is held back until the original, which is deleted and still open, is let go. What it was compressed
// into must not count as read until then.
test('half a line, alone in a file that is compressed, and a stop before that file is let go: it is read', async (t) => {
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
