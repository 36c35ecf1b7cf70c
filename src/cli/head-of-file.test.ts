import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { headOfFile } from './head-of-file.js';

const directory = mkdtempSync(join(tmpdir(), 'head-of-file-'));
after(() => rmSync(directory, { recursive: true }));

function fileWith(name: string, content: string | Buffer): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

test('whole lines only, unless there is none', () => {
  assert.equal(headOfFile(fileWith('a', 'one\ntwo\nthr')).toString(), 'one\ntwo\n');
  assert.equal(headOfFile(fileWith('b', 'one')).toString(), 'one');
  assert.equal(headOfFile(fileWith('c', '')).toString(), '');
  assert.equal(headOfFile(fileWith('d', '\nhalf')).toString(), '\nhalf');
});

test('of a long file the first 256 KiB', () => {
  const head = headOfFile(fileWith('long', 'x'.repeat(99).concat('\n').repeat(10_000)));
  assert.equal(head.length, Math.floor((256 * 1024) / 100) * 100);
});

test('a compressed file is unpacked, as far as its beginning goes', () => {
  const line = () => `${randomBytes(50).toString('hex')}\n`;
  const text = Array.from({ length: 5_000 }, line).join('');
  const head = headOfFile(fileWith('packed.gz', gzipSync(text))).toString();
  assert.ok(head.length > 10_000 && head.length < text.length);
  assert.ok(text.startsWith(head) && head.endsWith('\n'));
  assert.equal(headOfFile(fileWith('empty.gz', '')).length, 0);
});

test('a file that unpacks to a gigabyte costs no more than a sample', () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
  assert.ok(headOfFile(fileWith('bomb.gz', bomb)).length <= 256 * 1024);
});

test('what is no file of lines is an error and no wait', () => {
  assert.throws(() => headOfFile(directory), { code: 'EISDIR' });
  assert.throws(() => headOfFile(join(directory, 'none')), { code: 'ENOENT' });
  assert.throws(() => headOfFile(fileWith('bad.gz', 'not gzip')), { code: 'Z_DATA_ERROR' });
  const pipe = join(directory, 'pipe');
  if (spawnSync('mkfifo', [pipe]).status === 0) assert.throws(() => headOfFile(pipe), { code: 'ENOTFILE' });
});
