import assert from 'node:assert/strict';
import {
  appendFileSync,
  closeSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { test } from 'node:test';
import { tailWorld } from './tail-harness.js';

const hour = 3_600_000;
const minute = 60_000;

for (const [create, meanwhile] of [
  [true, 'beside the new file'],
  [false, 'and there is no new file'],
] as const) {
  test(`scenario 3: rename, the writer never reopens, and the old inode is unlinked, ${meanwhile}`, async (t) => {
    const { heard, path, follow, clock } = await tailWorld(t);
    const writer = openSync(path('audit.log'), 'a');
    writeSync(writer, 'a1\n');
    const follower = follow(['audit.log']);
    await follower.start();
    renameSync(path('audit.log'), path('audit.log.1'));
    if (create) writeFileSync(path('audit.log'), '');
    const written = ['a1'];
    const writeOn = async (text: string) => {
      // Vault writes something every few minutes, be it the renewal of a token.
      for (let turn = 0; turn < 20; turn += 1) {
        clock.advance(3 * minute);
        written.push(`${text} ${turn}`);
        writeSync(writer, `${text} ${turn}\n`);
        await follower.poll();
      }
    };
    await writeOn('renamed');
    assert.equal(heard.staleWriters, 1);
    unlinkSync(path('audit.log.1'));
    await writeOn('unlinked');
    assert.deepEqual(heard.lines, written);
    assert.equal(heard.staleWriters, 1, 'it shows, so that somebody restarts the writer');

    writeSync(writer, 'last\n');
    closeSync(writer);
    appendFileSync(path('audit.log'), 'b1\n');
    await follower.poll();
    assert.deepEqual(heard.take(), [...written, 'last', 'b1']);
    clock.advance(hour);
    await follower.poll();
    assert.deepEqual([heard.staleWriters, heard.open, heard.gaps], [0, 1, 0]);
  });
}

test('scenario 3: the old inode is unlinked while stopped: what its writer wrote meanwhile is a gap, never silence', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  const writer = openSync(path('audit.log'), 'a');
  writeSync(writer, 'a1\n');
  const first = follow(['audit.log']);
  await first.start();
  renameSync(path('audit.log'), path('audit.log.1'));
  writeFileSync(path('audit.log'), '');
  writeSync(writer, 'a2\n');
  await first.poll();
  await first.stop();
  writeSync(writer, 'a3\n');
  unlinkSync(path('audit.log.1'));
  closeSync(writer);
  appendFileSync(path('audit.log'), 'b1\n');
  await follow(['audit.log'], { positions: first.positions() }).start();
  assert.deepEqual(heard.take(), ['a1', 'a2', 'b1']);
  assert.equal(heard.gaps, 1);
  assert.match(heard.messages.join('\n'), /^cannot read .*audit\.log from byte 6 on: it is gone/);
});

/** First lines of an audit log are often the same: longer than the head that a position remembers. */
const longHead = `${'the same in every file '.repeat(100)}\n`;

for (const head of ['head\n', longHead]) {
  for (const [what, content] of [
    ['shorter', 'b1\n'],
    ['of the same size', 'b1\nb2\n'],
    ['larger', 'b1\nb2\nb3\nb4\n'],
  ] as const) {
    test(`scenario 9: deleted and made again with the same inode, ${what}, same first ${head.length} bytes`, async (t) => {
      const { heard, path, follow, clock } = await tailWorld(t);
      const file = path('audit.log');
      const remake = () => {
        rmSync(file);
        writeFileSync(file, head + content);
      };
      writeFileSync(file, `${head}a1\na2\n`);
      const lines = (head + content).trimEnd().split('\n');

      const stopped = follow(['audit.log']);
      await stopped.start();
      await stopped.stop();
      remake();
      heard.take();
      // ext4 hands the inode out again at once; others do some day.
      const inode = String(statSync(file).ino);
      const positions = stopped.positions().map((position) => ({ ...position, inode }));
      const follower = follow(['audit.log'], { positions });
      await follower.start();
      assert.deepEqual(heard.take(), lines);

      rmSync(file);
      await follower.poll();
      clock.advance(hour);
      await follower.poll();
      assert.equal(heard.open, 0, 'as long as it is open its inode is not free');
      writeFileSync(file, `${head}c1\n${content}c2\n`);
      await follower.poll();
      assert.deepEqual(heard.take(), `${head}c1\n${content}c2`.split('\n'));
    });
  }
}

test('scenario 10: rotated three times within one poll, one of the files deleted: only its lines are lost', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\n');
  const follower = follow(['audit.log']);
  await follower.start();
  appendFileSync(path('audit.log'), 'a2\n');
  for (const [number, text] of ['b1\n', 'c1\n', 'd1\n'].entries()) {
    renameSync(path('audit.log'), path(`audit.log.${3 - number}`));
    writeFileSync(path('audit.log'), text);
  }
  // The first was open all the time, so it may be gone from the directory as well.
  unlinkSync(path('audit.log.3'));
  unlinkSync(path('audit.log.2'));
  await follower.poll();
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1', 'a2', 'c1', 'd1']);
});
