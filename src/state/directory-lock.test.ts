import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

test('what a process that was killed leaves behind holds nobody up', async (t) => {
  const directory = temporaryDirectory(t);
  const script = `require('net').createServer().listen(${JSON.stringify(join(directory, 'lock'))}, () => process.kill(process.pid, 'SIGKILL'))`;
  assert.throws(() => execFileSync(process.execPath, ['-e', script], { stdio: 'ignore' }));
  assert.ok(existsSync(join(directory, 'lock')));
  await (await lockDirectory(directory))();
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
