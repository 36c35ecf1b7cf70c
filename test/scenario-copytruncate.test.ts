import assert from 'node:assert/strict';
import {
  appendFileSync,
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  renameSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { type TestContext, test } from 'node:test';
import { type Heard, tailWorld, type World } from './tail-harness.js';

/** As logrotate does it: the copies move on by one, the log is copied and emptied. */
function copytruncate({ path }: World): void {
  for (let number = 9; number > 0; number -= 1) {
    if (existsSync(path(`audit.log.${number}`)))
      renameSync(path(`audit.log.${number}`), path(`audit.log.${number + 1}`));
  }
  copyFileSync(path('audit.log'), path('audit.log.1'));
  truncateSync(path('audit.log'));
}

const linesOf = (text: string): string[] => text.split('\n').slice(0, -1);

/**
 * A log of `before`, followed to its end; then `unread` comes, it is copied and truncated, and `after` is written, all
 * before anybody looks again, while the follower runs or is stopped. Returns what was read.
 */
async function regrown(
  t: TestContext,
  stopped: boolean,
  [before, unread, after]: readonly [string, string, string],
): Promise<World> {
  const world = await tailWorld(t);
  const { path, follow } = world;
  writeFileSync(path('audit.log'), before);
  const first = follow(['audit.log']);
  await first.start();
  if (stopped) await first.stop();
  appendFileSync(path('audit.log'), unread);
  copytruncate(world);
  appendFileSync(path('audit.log'), after);
  if (!stopped) {
    await first.poll();
    await first.poll();
    return world;
  }
  const positions = JSON.parse(JSON.stringify(first.positions()));
  const second = follow(['audit.log'], { positions });
  await second.start();
  await second.stop();
  await follow(['audit.log'], { positions: second.positions() }).start();
  return world;
}

/** One truncation and no gap; what happened while nobody looked need not be told. */
function assertToldOf(heard: Heard, stopped: boolean): void {
  if (!stopped) assert.deepEqual(heard.rotations, ['truncate']);
  assert.equal(heard.gaps, 0);
}

const longLine = `${'the same first line '.repeat(200)}\n`;

for (const stopped of [false, true]) {
  const when = stopped ? 'while stopped' : 'while running';

  test(`scenario 5: copytruncate, regrown to the same size, ${when}`, async (t) => {
    for (const parts of [
      ['a1\na2\n', '', 'b1\nb2\n'],
      ['a1\na2\n', 'a3\n', 'b1\nb2\nb3\n'],
      // As large as the part that was read.
      ['a1\na2\n', 'a3\n', 'b1\nb2\n'],
      [`${longLine}a1\n`, 'a2\n', `${longLine}b1\nb2\n`],
    ] as const) {
      const { heard } = await regrown(t, stopped, parts);
      assert.deepEqual(heard.take(), linesOf(parts.join('')));
      assertToldOf(heard, stopped);
    }
  });

  test(`scenario 6: copytruncate, regrown larger with the same first line, ${when}`, async (t) => {
    for (const head of ['head\n', longLine]) {
      for (const unread of ['', 'a2\n', 'a2\na3\na4\na5\na6\n']) {
        const parts = [`${head}a1\n`, unread, `${head}b1\nb2\nb3\nb4\n`] as const;
        const { heard } = await regrown(t, stopped, parts);
        assert.deepEqual(heard.take(), linesOf(parts.join('')));
        assertToldOf(heard, stopped);
      }
    }
  });
}

test('scenario 7: copytruncate with a stale non-append writer leaves a NUL hole, which is part of no line', async (t) => {
  const world = await tailWorld(t);
  const { heard, path, follow } = world;
  const writer = openSync(path('audit.log'), 'w');
  const written: string[] = [];
  const write = (...texts: string[]) => {
    written.push(...texts);
    writeSync(writer, texts.map((text) => `${text}\n`).join(''));
  };
  const options = { maxLineBytes: 1 << 16 };
  // Holes far larger than a line may be.
  write(...Array.from({ length: 3_000 }, (_, line) => `line ${line} ${'x'.repeat(1_000)}`));
  const first = follow(['audit.log'], options);
  await first.start();
  for (const round of ['b', 'c', 'd']) {
    write(`${round} unread, only in the copy`);
    copytruncate(world);
    write(`${round} behind the hole`, `${round} next`);
    await first.poll();
    await first.poll();
  }
  await first.stop();
  write('e while stopped');
  copytruncate(world);
  write('e behind the hole');
  const positions = JSON.parse(JSON.stringify(first.positions()));
  await follow(['audit.log'], { ...options, positions }).start();
  closeSync(writer);
  assert.deepEqual(heard.take(), written);
  assert.deepEqual([heard.tooLong, heard.gaps], [0, 0]);
});
