import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { temporaryDirectory } from '../../test/support/temporary-directory.js';
import { LockedError, lockDirectory } from './directory-lock.js';

test('a directory is held by one process until it lets go', async (t) => {
  const directory = join(temporaryDirectory(t), 'a', 'state');
  const release = await lockDirectory(directory);
  await assert.rejects(lockDirectory(directory), (error) => error instanceof LockedError);
  await release();
  await (await lockDirectory(directory))();
});

/** Leaves sockets behind that nobody listens on, as a process does that is killed. */
function leaveSockets(directory: string, ...names: string[]): void {
  const paths = JSON.stringify(names.map((name) => join(directory, name)));
  const script = `let open = 0; const paths = ${paths};
    for (const path of paths) require('net').createServer().listen(path, () => {
      if (++open === paths.length) process.kill(process.pid, 'SIGKILL');
    });`;
  assert.throws(() => execFileSync(process.execPath, ['-e', script], { stdio: 'ignore' }));
  assert.deepEqual(readdirSync(directory).sort(), [...names].sort());
}

test('what a process that was killed leaves behind holds nobody up, and is taken away', async (t) => {
  const directory = temporaryDirectory(t);
  leaveSockets(directory, 'lock', 'lock-0123456789abcdef', 'lock-fedcba9876543210');
  const release = await lockDirectory(directory);
  assert.equal(readdirSync(directory).length, 1);
  await release();
  assert.deepEqual(readdirSync(directory), []);
});

test('two simultaneous starts on a stale lock: exactly one wins, and so for any number', async (t) => {
  const directory = temporaryDirectory(t);
  for (let round = 0; round < 40; round += 1) {
    if (round % 10 === 0) leaveSockets(directory, 'lock', `lock-000000000000000${round / 10}`);
    const starts = 2 + (round % 5);
    const results = await Promise.allSettled(Array.from({ length: starts }, () => lockDirectory(directory)));
    const winners = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
    assert.equal(winners.length, 1, `round ${round}`);
    for (const result of results) {
      assert.ok(result.status === 'fulfilled' || result.reason instanceof LockedError, `round ${round}`);
    }
    await assert.rejects(lockDirectory(directory), LockedError);
    await winners[0]!();
    assert.deepEqual(readdirSync(directory), []);
  }
});

test('two simultaneous starts of processes on a stale lock: exactly one wins', async (t) => {
  const directory = temporaryDirectory(t);
  leaveSockets(directory, 'lock', 'lock-0000000000000000', 'lock-ffffffffffffffff');
  const lock = new URL('./directory-lock.js', import.meta.url).href;
  // All wait for the same moment. The one that has it keeps it until all others have been told.
  const script = `const { lockDirectory } = await import(${JSON.stringify(lock)});
    process.stdout.write('ready\\n');
    await new Promise((resolve) => process.stdin.once('data', resolve));
    await lockDirectory(${JSON.stringify(directory)}).then(
      () => process.stdout.write('has it\\n'), (error) => process.stdout.write(error.name + '\\n'));
    process.stdin.on('end', () => process.exit());`;
  const starts = Array.from({ length: 4 }, () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'pipe' });
    t.after(() => child.kill('SIGKILL'));
    return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator]() };
  });
  for (const { lines } of starts) assert.equal((await lines.next()).value, 'ready');
  for (const { child } of starts) child.stdin.write('go');
  const said = await Promise.all(starts.map(async ({ lines }) => (await lines.next()).value));
  assert.deepEqual(said.sort(), ['LockedError', 'LockedError', 'LockedError', 'has it']);
});

test('somebody who says nothing is not taken for gone', async (t) => {
  const directory = temporaryDirectory(t);
  const stopped = createServer().listen(join(directory, 'lock-0123456789abcdef'));
  t.after(() => stopped.close());
  await once(stopped, 'listening');
  await assert.rejects(lockDirectory(directory, 20), LockedError);
});

test('a file that is not a socket of ours is left alone', async (t) => {
  const directory = temporaryDirectory(t);
  for (const name of ['lock-file', 'checkpoint', 'locksmith']) writeFileSync(join(directory, name), 'x');
  await (await lockDirectory(directory))();
  assert.deepEqual(readdirSync(directory).sort(), ['checkpoint', 'lock-file', 'locksmith']);
});

test('a path longer than a socket may have is locked all the same', {
  skip: process.platform !== 'linux',
}, async (t) => {
  const directory = join(temporaryDirectory(t), 'x'.repeat(120), 'y'.repeat(120));
  const release = await lockDirectory(directory);
  await assert.rejects(lockDirectory(directory), (error) => error instanceof LockedError);
  await release();
});

test('where no directory can be made it is an error of the file system', async (t) => {
  const file = join(temporaryDirectory(t), 'file');
  writeFileSync(file, '');
  await assert.rejects(lockDirectory(join(file, 'state')), { code: 'ENOTDIR' });
});
