import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { program, runToEnd, until } from './support/exporter-process.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const alert = {
  status: 'firing',
  labels: { alertname: 'AuditUserDenied', user: 'eve' },
  annotations: { summary: 'One user is denied again and again.' },
  startsAt: '2026-11-21T06:09:46.1Z',
};
const message = JSON.stringify({ version: '4', status: 'firing', alerts: [alert] });

/** Starts `auditlog-exporter notifications`; `stop` gives its exit code. */
async function receiver(t: TestContext, file: string) {
  const args = [program, 'notifications', '--web.listen-address=127.0.0.1:0', file];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  t.after(() => child.kill('SIGKILL'));
  const url = () => /url=(\S+)/.exec(log)?.[1];
  await until(
    () => url() !== undefined,
    () => log,
  );
  const post = (body: string, path = '/', headers = {}) =>
    fetch(url() + path, { method: 'POST', body, headers }).then(({ status }) => status);
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { url: url()!, post, stop, log: () => log };
}

test('each alert becomes a line of the file before it is answered', async (t) => {
  const file = join(temporaryDirectory(t), 'notifications.jsonl');
  const { post, stop } = await receiver(t, file);
  assert.equal(await post(message), 200);
  assert.equal(await post(message), 200);
  const records = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(records.length, 2);
  const { time, ...rest } = records[0];
  assert.deepEqual(rest, alert);
  assert.ok(Math.abs(Date.parse(time) - Date.now()) < 3_600_000);
  assert.equal(await stop(), 0);
});

test('what is no notification is refused and leaves no line', async (t) => {
  const file = join(temporaryDirectory(t), 'notifications.jsonl');
  const { url, post, log } = await receiver(t, file);
  assert.equal(await post('evil\nlines\n'), 400);
  assert.equal(await post(''), 400);
  assert.equal(await post(' '.repeat(1024 * 1024 + 1)), 413);
  assert.equal(await post(message, '/', { 'content-encoding': 'gzip' }), 415);
  assert.equal(await post(message, '/elsewhere'), 404);
  assert.equal(await post(message, '/%'), 400);
  assert.equal((await fetch(url)).status, 405);
  assert.equal((await fetch(`${url}/-/healthy`)).status, 200);
  assert.equal(readFileSync(file, 'utf8'), '');
  assert.doesNotMatch(log(), /evil|error/);
});

test('while the file cannot be written it answers 500, so that Alertmanager tries again', async (t) => {
  const directory = join(temporaryDirectory(t), 'logs');
  const missing = await runToEnd(['notifications', join(directory, 'notifications.jsonl')]);
  assert.equal(missing.code, 1);
  assert.match(missing.err, /cannot write .*notifications\.jsonl: ENOENT/);
  const here = temporaryDirectory(t);
  const file = join(here, 'notifications.jsonl');
  const { post, log } = await receiver(t, file);
  renameSync(here, `${here}-away`);
  assert.equal(await post(message), 500);
  assert.equal(await post(message), 500);
  renameSync(`${here}-away`, here);
  assert.equal(await post(message), 200);
  assert.ok(existsSync(file));
  assert.equal(readFileSync(file, 'utf8').split('\n').length, 2);
  assert.equal(log().match(/cannot write a notification/g)?.length, 1, 'said once');
});

test('it wants one file', async () => {
  for (const files of [[], ['a', 'b']]) {
    const { code, err } = await runToEnd(['notifications', ...files]);
    assert.equal(code, 2);
    assert.match(err, /expected one file/);
  }
});
