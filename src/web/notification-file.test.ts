import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { NotificationFile } from './notification-file.js';

function fileIn(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'notification-file-'));
  t.after(() => rmSync(directory, { recursive: true }));
  return join(directory, 'log.jsonl');
}

test('appends in the order they are asked for, to what is there', async (t) => {
  const path = fileIn(t);
  writeFileSync(path, 'before\n');
  const file = new NotificationFile(path);
  await Promise.all(['a\n', 'b\nc\n', 'd\n'].map((lines) => file.append(lines)));
  assert.equal(readFileSync(path, 'utf8'), 'before\na\nb\nc\nd\n');
});

test('a new file is not for everybody, and appending nothing makes it', async (t) => {
  const path = fileIn(t);
  await new NotificationFile(path).append('');
  assert.equal(readFileSync(path, 'utf8'), '');
  assert.equal(statSync(path).mode & 0o007, 0);
});

test('a line that was cut off stays alone', async (t) => {
  const path = fileIn(t);
  writeFileSync(path, 'whole\n{"cut');
  const file = new NotificationFile(path);
  await file.append('next\n');
  await file.append('last\n');
  assert.equal(readFileSync(path, 'utf8'), 'whole\n{"cut\nnext\nlast\n');
});

test('a file that was renamed is left alone', async (t) => {
  const path = fileIn(t);
  const file = new NotificationFile(path);
  await file.append('old\n');
  renameSync(path, `${path}.1`);
  await file.append('new\n');
  assert.equal(readFileSync(`${path}.1`, 'utf8'), 'old\n');
  assert.equal(readFileSync(path, 'utf8'), 'new\n');
});

test('one failure is told, and the next append is tried', async (t) => {
  const path = fileIn(t);
  const directory = join(path, '..');
  const file = new NotificationFile(path);
  renameSync(directory, `${directory}-away`);
  await assert.rejects(file.append('lost\n'), { code: 'ENOENT' });
  renameSync(`${directory}-away`, directory);
  await file.append('kept\n');
  assert.equal(readFileSync(path, 'utf8'), 'kept\n');
});
