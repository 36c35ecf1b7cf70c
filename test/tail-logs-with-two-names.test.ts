import assert from 'node:assert/strict';
import { appendFileSync, linkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { tailWorld } from './tail-harness.js';

const hour = 3_600_000;

// A writer that writes in blocks (stdio) leaves half a line for as long as nothing happens.
test('half a line in a log that is a link to a file with a rotated name waits for its end', async (t) => {
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

test('copytruncate of a log that is a link, which is removed before anybody looks: every line once', async (t) => {
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

// A file with two names, found by a glob, goes by the first of them in the alphabet, which is not that of a log here.
test('copytruncate, after a restart, of a log that has a rotated name as well and lost its own: every line once', async (t) => {
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
