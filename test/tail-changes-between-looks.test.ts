import assert from 'node:assert/strict';
import { appendFileSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { tailWorld } from './tail-harness.js';

test('truncated, rotated and compressed before anybody looked, and still open: every line once', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\n');
  const follower = follow(['audit.log']);
  await follower.start();
  writeFileSync(path('audit.log.2'), 'a1\na2\n');
  truncateSync(path('audit.log'));
  appendFileSync(path('audit.log'), 'b1\nb2\n');
  writeFileSync(path('audit.log.1.gz'), gzipSync('b1\nb2\n'));
  rmSync(path('audit.log'));
  writeFileSync(path('audit.log'), 'c1\n');
  await follower.poll();
  await follower.poll();
  assert.deepEqual(heard.take().sort(), ['a1', 'a2', 'b1', 'b2', 'c1']);
});

// A path is opened for the position of an empty file and leads to another file by then: nothing in them tells the two
// apart.
test('names move on between the look and the opening, and one of the files is empty: every line once', async (t) => {
  for (let moment = 1; moment <= 12; moment += 1) {
    const { heard, path, follow } = await tailWorld(t);
    writeFileSync(path('audit.log'), '');
    const first = follow(['audit.log']);
    await first.start();
    renameSync(path('audit.log'), path('audit.log.1'));
    writeFileSync(path('audit.log'), 'a1\n');
    await first.poll();
    await first.stop();
    let asked = 0;
    const ask = () => {
      asked += 1;
      if (asked !== moment) return 0;
      renameSync(path('audit.log.1'), path('audit.log.2'));
      renameSync(path('audit.log'), path('audit.log.1'));
      return 0;
    };
    const positions = first.positions();
    const second = follow(['audit.log'], { positions, clock: { now: ask, monotonic: ask } });
    await second.poll();
    appendFileSync(path('audit.log.1'), 'a2\n');
    await second.poll();
    await second.stop();
    assert.deepEqual(heard.take(), ['a1', 'a2'], `at moment ${moment}`);
  }
});

// Nothing but its inode is known of an empty file.
test('the inode of an empty file is given to the copy of another one while stopped: every line once', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), '');
  const first = follow(['audit.log']);
  await first.start();
  renameSync(path('audit.log'), path('audit.log.1'));
  writeFileSync(path('audit.log'), 'a1\n');
  await first.poll();
  await first.stop();
  // In the place of the one that is removed.
  renameSync(path('audit.log.1'), path('audit.log.2'));
  writeFileSync(path('audit.log.2'), 'a1\na2\n');
  truncateSync(path('audit.log'));
  appendFileSync(path('audit.log'), 'b1\n');
  await follow(['audit.log'], { positions: first.positions() }).poll();
  assert.deepEqual(heard.take(), ['a1', 'a2', 'b1']);
});

// A change in the same step of the clock as the look before it: what that look saw may not have been all.
test('a directory that changed right after it was looked at is looked at again', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  const start = 1_000_000;
  const later = { now: () => start + clock.now(), monotonic: () => clock.monotonic() };
  const touch = () => utimesSync(path('.'), start / 1_000, start / 1_000);
  writeFileSync(path('audit.log'), 'a1\n');
  touch();
  const first = follow(['audit.log']);
  await first.start();
  await first.stop();
  const second = follow(['audit.log'], { positions: first.positions(), clock: later });
  await second.poll();
  writeFileSync(path('audit.log.1'), 'b1\n');
  touch();
  clock.advance(3_000);
  await second.poll();
  assert.deepEqual(heard.take(), ['a1', 'b1']);
});
