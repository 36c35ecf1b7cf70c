import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type RunningExporter, startExporter, until } from './support/exporter-process.js';
import { temporaryDirectory } from './support/temporary-directory.js';
import { vaultCall } from './support/vault-lines.js';

/** Checkpoints are written at the start and at the end only. */
const config = (source: string): string => `
state: { directory: ./state, interval: 1h }
sources: { vault: { files: ./logs/audit.log, poll_interval: 50ms${source} } }
`;
const successes = (text: string): number =>
  Number(/^audit_events_total\{[^}]*outcome="success"\} (\d+)$/m.exec(text)?.[1] ?? Number.NaN);

async function start(t: TestContext, cwd: string): Promise<RunningExporter> {
  const exporter = await startExporter([], cwd);
  t.after(() => exporter.stop('SIGKILL'));
  return exporter;
}

async function get(exporter: RunningExporter, path: string) {
  const response = await fetch(new URL(path, exporter.url));
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test('killed after a scrape, and the log is out of sight: 503 that says so, and no counter is seen to fall', async (t) => {
  const cwd = temporaryDirectory(t);
  const logs = join(cwd, 'logs');
  mkdirSync(logs);
  writeFileSync(join(cwd, 'exporter.yml'), config(', preset: vault-audit'));
  writeFileSync(join(logs, 'audit.log'), vaultCall().repeat(3));
  const first = await start(t, cwd);
  await first.scrapeUntil((text) => successes(text) === 3);
  appendFileSync(join(logs, 'audit.log'), vaultCall().repeat(4));
  await first.scrapeUntil((text) => successes(text) === 7);
  await first.stop('SIGKILL');
  renameSync(logs, join(cwd, 'elsewhere'));

  const next = await start(t, cwd);
  await until(
    async () => (await get(next, '/metrics')).text.includes('must be read again'),
    () => next.log(),
  );
  const { status, headers, text } = await get(next, '/metrics');
  assert.equal(status, 503);
  assert.equal(headers.get('retry-after'), '1');
  assert.match(
    text,
    /^reading what is in the logs already: \d+ bytes to go; what was shown before the last crash must be read again first: source vault: byte \d+ of \.\/logs\/audit\.log\n$/,
  );
  assert.deepEqual(
    [(await get(next, '/-/ready')).status, (await get(next, '/-/healthy')).status],
    [503, 200],
  );
  renameSync(join(cwd, 'elsewhere'), logs);
  const seen = await next.scrapeUntil(() => true);
  assert.equal(successes(seen), 7);
  assert.equal((await get(next, '/-/ready')).status, 200);
});

test('a log that was recognised by its lines is not there at the restart: its counters stay, and it is read on', async (t) => {
  const cwd = temporaryDirectory(t);
  const log = join(cwd, 'logs', 'audit.log');
  mkdirSync(join(cwd, 'logs'));
  writeFileSync(join(cwd, 'exporter.yml'), config(''));
  writeFileSync(log, vaultCall().repeat(3));
  const first = await start(t, cwd);
  await first.scrapeUntil((text) => successes(text) === 3);
  await first.stop();
  renameSync(log, join(cwd, 'away.log'));

  const next = await start(t, cwd);
  assert.equal(successes(await next.scrapeUntil(() => true)), 3);
  next.process.kill('SIGHUP');
  await next.logged('loaded the configuration');
  assert.equal(successes(await next.scrape()), 3);
  appendFileSync(join(cwd, 'away.log'), vaultCall());
  renameSync(join(cwd, 'away.log'), log);
  await next.scrapeUntil((text) => successes(text) === 4);
});
