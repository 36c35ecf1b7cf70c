import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { ConfigError } from '../src/config/config-error.js';
import { packageRoot } from '../src/config/package-root.js';
import { type Run, runExporter, writeConfig } from './support/running-exporter.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const config = (file = 'labels.key') => {
  const user = `{ user: { field: user, hmac: { key_file: ${file}, key_id: true, length: 12 } } }`;
  return `state: { directory: DIR/state }
sources: { app: { files: DIR/app.log, format: json } }
metrics:
  - { name: audit_x_total, labels: ${user} }
  - { name: audit_n, type: gauge, value: { field: n, unit: s }, labels: ${user} }
  - { name: audit_n_seconds, type: histogram, value: { field: n, unit: s }, buckets: [1], labels: ${user} }
  - { name: audit_row, type: streak, until: { user: nobody }, labels: ${user} }
  - { name: audit_new_total, type: first_seen, of: user, learn: 0s, labels: ${user} }
`;
};

/** The value that stands for a user under a key. */
function hashed(key: Buffer, user: string): string {
  const id = createHash('sha256').update(key).digest('hex').slice(0, 8);
  return `${id}-${createHmac('sha256', key).update(user).digest('hex').slice(0, 12)}`;
}

/** Puts a new key in place as the README says. */
function rotate(directory: string, key = randomBytes(32), name = 'labels.key'): Buffer {
  writeFileSync(join(directory, 'new.key'), key, { mode: 0o400 });
  renameSync(join(directory, 'new.key'), join(directory, name));
  return key;
}

async function write(run: Run, directory: string, user: string, n: number): Promise<void> {
  appendFileSync(join(directory, 'app.log'), `{"user":"${user}","n":${n}}\n`);
  await run.exporter.poll();
}

/** Values by user of one metric. */
async function users(run: Run, name: string): Promise<Record<string, number>> {
  const pattern = new RegExp(`^${name}\\{.*user="([^"]*)"(?:,le="\\+Inf")?\\} (\\S+)$`);
  const found = (await run.samples()).map((line) => pattern.exec(line));
  return Object.fromEntries(found.flatMap((match) => (match ? [[match[1]!, Number(match[2])]] : [])));
}

async function start(t: TestContext, directory: string): Promise<Run> {
  const run = await runExporter(directory, config());
  t.after(() => run.exporter.stop());
  return run;
}

test('a rotated key: new values from then on, what was counted stays, what tells the present starts anew', async (t) => {
  const directory = temporaryDirectory(t);
  writeFileSync(join(directory, 'app.log'), '');
  const first = rotate(directory);
  const run = await start(t, directory);
  await write(run, directory, 'eve', 0.5);
  await write(run, directory, 'eve', 3);
  const second = rotate(directory);
  await run.exporter.reload();
  assert.deepEqual(await users(run, 'audit_x_total'), { [hashed(first, 'eve')]: 2 });
  assert.deepEqual(await users(run, 'audit_row'), {});
  await write(run, directory, 'eve', 7);
  await write(run, directory, 'bob', 8);
  const counted = { [hashed(first, 'eve')]: 2, [hashed(second, 'eve')]: 1, [hashed(second, 'bob')]: 1 };
  assert.deepEqual(await users(run, 'audit_x_total'), counted);
  assert.deepEqual(await users(run, 'audit_n_seconds_bucket'), counted);
  assert.deepEqual(await users(run, 'audit_n'), { [hashed(second, 'eve')]: 7, [hashed(second, 'bob')]: 8 });
  assert.deepEqual(await users(run, 'audit_row'), { [hashed(second, 'eve')]: 1, [hashed(second, 'bob')]: 1 });
  // Who was met is known by the name, not by its hash.
  assert.deepEqual(await users(run, 'audit_new_total'), {
    [hashed(first, 'eve')]: 1,
    [hashed(second, 'bob')]: 1,
  });
  // A restart with yet another key.
  await run.exporter.stop();
  const third = rotate(directory);
  const next = await start(t, directory);
  await write(next, directory, 'bob', 9);
  assert.deepEqual(await users(next, 'audit_x_total'), { ...counted, [hashed(third, 'bob')]: 1 });
  assert.deepEqual(await users(next, 'audit_n'), { [hashed(third, 'bob')]: 9 });
});

test('a key that cannot be used leaves the old one in use; another file is another metric', async (t) => {
  const directory = temporaryDirectory(t);
  writeFileSync(join(directory, 'app.log'), '');
  const first = rotate(directory);
  const run = await start(t, directory);
  await write(run, directory, 'eve', 1);
  rotate(directory, Buffer.from('short'));
  await assert.rejects(run.exporter.reload(), (error) => {
    assert.ok(error instanceof ConfigError);
    assert.match(error.message, /labels\.key" as key: it has 5 bytes/);
    return true;
  });
  await write(run, directory, 'eve', 2);
  assert.deepEqual(await users(run, 'audit_x_total'), { [hashed(first, 'eve')]: 2 });
  const other = rotate(directory, randomBytes(16), 'other.key');
  writeConfig(directory, config('other.key'));
  await run.exporter.reload();
  await write(run, directory, 'eve', 3);
  assert.deepEqual(await users(run, 'audit_x_total'), { [hashed(other, 'eve')]: 1 });
});

test('no name and no key is in the metrics or in the checkpoint', async (t) => {
  const directory = temporaryDirectory(t);
  writeFileSync(join(directory, 'app.log'), '');
  const key = rotate(directory, Buffer.from('twenty-three characters'));
  const run = await start(t, directory);
  await write(run, directory, 'very-secret-name', 1);
  assert.doesNotMatch((await run.samples()).join(), /very-secret-name/);
  await run.exporter.stop();
  const checkpoint = readFileSync(join(directory, 'state', 'checkpoint'));
  for (const text of ['very-secret-name', key.toString(), key.toString('hex'), [...key].join()])
    assert.ok(!checkpoint.includes(text), text);
  assert.ok(checkpoint.includes(hashed(key, 'very-secret-name')));
});

test('the commands of the README find the value of a name', (t) => {
  const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8');
  const hash = /^```sh\n(node -p .*userpass-eve.*)\n```$/m.exec(readme)![1]!;
  const id = /`(sha256sum labels\.key [^`]*)`/.exec(readme)![1]!;
  const cwd = temporaryDirectory(t);
  const key = rotate(cwd);
  const shell = (command: string) => execFileSync('sh', ['-c', command], { cwd, encoding: 'utf8' }).trim();
  const expected = createHmac('sha256', key).update('userpass-eve').digest('hex').slice(0, 16);
  assert.equal(shell(hash), expected);
  assert.equal(`${shell(id)}-${expected}`.slice(0, -4), hashed(key, 'userpass-eve'));
});
