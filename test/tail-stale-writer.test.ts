import assert from 'node:assert/strict';
import {
  appendFileSync,
  closeSync,
  openSync,
  renameSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { test } from 'node:test';
import { tailWorld } from './tail-harness.js';

test('a writer that missed its SIGHUP shows while it writes to the renamed file, and no longer', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  const writer = openSync(path('audit.log'), 'a');
  writeSync(writer, 'a1\n');
  const follower = follow(['audit.log']);
  await follower.start();
  renameSync(path('audit.log'), path('audit.log.1'));
  writeFileSync(path('audit.log'), '');
  writeSync(writer, 'a2\n');
  await follower.poll();
  clock.advance(30_000);
  writeSync(writer, 'a3\n');
  await follower.poll();
  assert.equal(heard.staleWriters, 0, 'a writer may take a minute');
  clock.advance(40_000);
  await follower.poll();
  assert.equal(heard.staleWriters, 0, 'it has stopped in time');
  writeSync(writer, 'a4\n');
  await follower.poll();
  assert.equal(heard.staleWriters, 1);
  appendFileSync(path('audit.log'), 'b1\n');
  clock.advance(299_999);
  await follower.poll();
  assert.equal(heard.staleWriters, 1);
  clock.advance(1);
  await follower.poll();
  assert.equal(heard.staleWriters, 0);
  assert.deepEqual(heard.take(), ['a1', 'a2', 'a3', 'a4', 'b1']);
  closeSync(writer);
});

test('a deleted file, and a renamed one without a new one in its place, show too', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  const writers = ['a.log', 'b.log'].map((name) => openSync(path(name), 'a'));
  const follower = follow(['a.log', 'b.log']);
  await follower.start();
  unlinkSync(path('a.log'));
  renameSync(path('b.log'), path('b.log.1'));
  await follower.poll();
  clock.advance(61_000);
  for (const writer of writers) writeSync(writer, 'late\n');
  await follower.poll();
  assert.equal(heard.staleWriters, 2);
  assert.deepEqual(heard.take(), ['late', 'late']);
  for (const writer of writers) closeSync(writer);
});

test('with a glob that matches the rotated name', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\n');
  const follower = follow(['audit.log*']);
  await follower.start();
  renameSync(path('audit.log'), path('audit.log.1'));
  writeFileSync(path('audit.log'), 'b1\n');
  await follower.poll();
  clock.advance(61_000);
  appendFileSync(path('audit.log.1'), 'a2\n');
  appendFileSync(path('audit.log'), 'b2\n');
  await follower.poll();
  assert.equal(heard.staleWriters, 1);
});

test('a log that is written to at its path is none', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\n');
  const follower = follow(['audit.log']);
  await follower.start();
  clock.advance(100_000);
  appendFileSync(path('audit.log'), 'a2\n');
  await follower.poll();
  assert.equal(heard.staleWriters, 0);
});
