import assert from 'node:assert/strict';
import { appendFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { tailWorld } from './tail-harness.js';

const hour = 3_600_000;

// On a file system whose clock ticks in seconds. Of a log and a copy of the same size and time, the log is the original.
test('a whole copy as old as the log, which was empty when the last run ended: every line once', async (t) => {
  for (const end of [3, 1]) {
    const { heard, path, follow, clock } = await tailWorld(t);
    writeFileSync(path('audit.log'), '');
    const first = follow(['audit.log']);
    await first.start();
    await first.stop();
    for (const name of ['audit.log', 'audit.log.1']) {
      writeFileSync(path(name), 'a1\n'.slice(0, end));
      utimesSync(path(name), 1_000_000, 1_000_000);
    }
    const second = follow(['audit.log'], { positions: first.positions() });
    await second.poll();
    appendFileSync(path('audit.log'), 'a1\n'.slice(end));
    for (let round = 0; round < 3; round += 1) {
      clock.advance(hour);
      await second.poll();
    }
    assert.deepEqual(heard.take(), ['a1'], `the first ${end} bytes`);
  }
});

// Who copies dies before it truncates, and leaves a part; the next try is whole.
test('a part of a copy that was given up, and then copytruncate of more: every line once', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  const lines = Array.from({ length: 5 }, (_, line) => `${line} ${'.'.repeat(1_100)}`);
  const text = (count: number) =>
    lines
      .slice(0, count)
      .map((line) => `${line}\n`)
      .join('');
  writeFileSync(path('audit.log'), '');
  const follower = follow(['audit.log']);
  await follower.start();
  writeFileSync(path('audit.log'), text(2));
  writeFileSync(path('audit.log.1'), text(2).slice(0, 1_104));
  await follower.poll();
  appendFileSync(path('audit.log'), text(5).slice(text(2).length));
  writeFileSync(path('audit.log.2'), text(5));
  truncateSync(path('audit.log'));
  await follower.poll();
  await follower.poll();
  assert.deepEqual(heard.take(), lines);
});
