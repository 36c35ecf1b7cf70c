import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../src/config/package-root.js';
import { findSecrets } from './support/find-secrets.js';

const samples = join(packageRoot(), '../shared/samples');

/** All false alarms, as file, pattern and lines. */
const expected = [
  // Panther copies the id of the caller's key to a list of its own, under a name that tells nothing: p_any_trace_ids.
  ['cloudtrail/panther-cloudtrail.jsonl', 'aws_access_key_id', 2],
];

test('real logs hold nothing that looks like a live credential, but for what is known', {
  skip: !existsSync(samples),
}, () => {
  const found = new Map<string, readonly [string, string, number]>();
  const files = readdirSync(samples, { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  );
  assert.ok(files.length > 50);
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name);
    for (const { pattern } of findSecrets(readFileSync(path))) {
      const file = path.slice(samples.length + 1);
      const [, , lines] = found.get(`${file} ${pattern}`) ?? [file, pattern, 0];
      found.set(`${file} ${pattern}`, [file, pattern, lines + 1]);
    }
  }
  assert.deepEqual([...found.values()], expected);
});
