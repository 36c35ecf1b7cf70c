import assert from 'node:assert/strict';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { test } from 'node:test';
import { withoutPrivileges } from './support/without-privileges.js';
import { tailWorld } from './tail-harness.js';

test('start at the end: only for files that are there at the first start, and never in the midst of a line', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('a.log'), 'old\nhalf');
  const follower = follow(['*.log', 'later.txt'], { start: 'end' });
  await follower.start();
  appendFileSync(path('a.log'), ' line\nnew\n');
  writeFileSync(path('b.log'), 'b1\n');
  writeFileSync(path('later.txt'), 'c1\n');
  await follower.poll();
  assert.deepEqual(heard.take().sort(), ['b1', 'c1', 'half line', 'new']);
});

test('start at the end of a file that changes hands right after', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('a.log'), 'old\n'.repeat(1_000));
  const follower = follow(['a.log'], { start: 'end' });
  await follower.start();
  const positions = follower.positions();
  assert.equal(positions[0]?.headLength, 1024);
  await follower.stop();
  renameSync(path('a.log'), path('a.log.1'));
  appendFileSync(path('a.log.1'), 'late\n');
  writeFileSync(path('a.log'), 'new\n');
  await follow(['a.log'], { start: 'end', positions }).start();
  assert.deepEqual(heard.take(), ['late', 'new']);
});

test('globs: directories, any depth, sets, and a literal name with brackets wins', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  mkdirSync(path('a/deep/er'), { recursive: true });
  mkdirSync(path('b'));
  mkdirSync(path('.hidden'));
  writeFileSync(path('a/x.log'), 'a/x\n');
  writeFileSync(path('b/x.log'), 'b/x\n');
  writeFileSync(path('b/x.txt'), 'no\n');
  writeFileSync(path('.hidden/x.log'), 'no\n');
  writeFileSync(path('a/deep/er/y1.json'), 'y1\n');
  writeFileSync(path('a/deep/er/y2.json'), 'y2\n');
  writeFileSync(path('a/deep/er/z3.json'), 'no\n');
  writeFileSync(path('odd[1].log'), 'odd\n');
  writeFileSync(path('odd1.log'), 'no\n');
  symlinkSync('..', path('a/deep/loop'));
  await follow(['*/x.log', '**/y[0-9].json', 'odd[1].log', '[!a]/none']).start();
  assert.deepEqual(heard.take().sort(), ['a/x', 'b/x', 'odd', 'y1', 'y2']);
});

test('files and directories that do not exist yet: no noise, then read from their start', async (t) => {
  const { heard, path, follow, clock } = await tailWorld(t);
  const follower = follow(['logs/audit.log', 'logs/*/x.log']);
  await follower.start();
  assert.equal(heard.up, false);
  for (let beat = 0; beat < 20; beat += 1) await follower.poll();
  assert.equal(heard.messages.length, 2);
  assert.match(heard.messages[0]!, /^cannot read .*audit\.log: no such file \(ENOENT\); /);
  clock.advance(60_000);
  await follower.poll();
  assert.equal(heard.messages.length, 4);
  mkdirSync(path('logs/b'), { recursive: true });
  writeFileSync(path('logs/audit.log'), 'a1\n');
  writeFileSync(path('logs/b/x.log'), 'x1\n');
  await follower.poll();
  assert.deepEqual(heard.take().sort(), ['a1', 'x1']);
  assert.equal(heard.up, true);
  assert.equal(heard.open, 2);
});

test('scenario 19: an unreadable file does not stop the others, and is read from its start once it can be', async (t) => {
  const { heard, path, follow, directory } = await tailWorld(t);
  chmodSync(directory, 0o755);
  writeFileSync(path('secret.log'), 's1\ns2\n', { mode: 0 });
  writeFileSync(path('open.txt'), 'o1\n');
  const alone = follow(['secret.log'], { start: 'end' });
  const both = follow(['secret.log', 'open.txt']);
  await withoutPrivileges(async () => {
    await alone.start();
    await alone.poll();
    assert.equal(heard.up, false);
    assert.deepEqual(heard.messages, [
      `cannot read ${path('secret.log')}: permission denied (EACCES); give the exporter's user read access`,
    ]);
    await both.start();
    assert.deepEqual(heard.take(), ['o1']);
    assert.equal(heard.up, true);
  });
  chmodSync(path('secret.log'), 0o644);
  await withoutPrivileges(() => alone.poll());
  assert.deepEqual(heard.take(), ['s1', 's2']);
});

test('a directory, a loop of links, a file for a directory, an endless name: said, not fatal', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  mkdirSync(path('directory'));
  symlinkSync('loop', path('loop'));
  symlinkSync('nowhere', path('dangling'));
  writeFileSync(path('file'), 'f1\n');
  const follower = follow(['directory', 'loop', 'file/audit.log', 'x'.repeat(300), 'dangling', 'file', '*']);
  await follower.start();
  await follower.poll();
  assert.deepEqual(heard.take(), ['f1']);
  assert.deepEqual(
    heard.messages.map((message) => /\((\w+)\)/.exec(message)?.[1]),
    ['ELOOP', 'ENOTDIR', 'ENAMETOOLONG', 'ENOENT', 'EISDIR'],
  );
});

test('a directory that vanishes and comes back', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  mkdirSync(path('logs'));
  writeFileSync(path('logs/a.log'), 'a1\n');
  const follower = follow(['logs/*.log']);
  await follower.start();
  rmSync(path('logs'), { recursive: true });
  await follower.poll();
  mkdirSync(path('logs'));
  writeFileSync(path('logs/a.log'), 'b1\n');
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1', 'b1']);
  assert.deepEqual(heard.rotations, ['delete']);
});

test('more files than may be open: all are read, and read on', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  const names = Array.from({ length: 30 }, (_, index) => `f${String(index).padStart(2, '0')}.log`);
  for (const name of names) writeFileSync(path(name), `${name} 1\nhalf`);
  const follower = follow(['*.log'], { tuning: { maxOpen: 5 } });
  await follower.start();
  assert.equal(heard.open, 5);
  for (const name of names) appendFileSync(path(name), '\n');
  await follower.poll();
  assert.equal(heard.take().length, 60);
  assert.equal(heard.open, 5);
});

test('a glob does not follow what logrotate compressed', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\n');
  for (const name of ['audit.log.1.gz', 'audit.log-20261120.zst', 'audit.log.2.xz'])
    writeFileSync(path(name), 'x\n');
  const follower = follow(['audit.log*']);
  await follower.start();
  assert.deepEqual(heard.take(), ['a1']);
});
