import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { runToEnd, startExporter } from './support/exporter-process.js';
import { temporaryDirectory } from './support/temporary-directory.js';
import { vaultCall } from './support/vault-lines.js';

const config = (more = '') => `
state: { directory: ./state, interval: 50ms }
sources: { vault: { files: audit.log, preset: vault-audit } }
${more}`;

function directoryWith(t: TestContext, text: string): string {
  const cwd = temporaryDirectory(t);
  writeFileSync(join(cwd, 'exporter.yml'), text);
  writeFileSync(join(cwd, 'audit.log'), vaultCall());
  return cwd;
}

const ask = async (url: string, path: string, method = 'POST') => {
  const response = await fetch(new URL(path, url), { method });
  return `${response.status} ${(await response.text()).trim()}`;
};
const one = (text: string) => /audit_events_total\{[^}]*outcome="success"\} 1\n/.test(text);

test('POST /-/reload with --web.enable-lifecycle: a good file is used, a bad one told and refused', async (t) => {
  const cwd = directoryWith(t, config());
  const exporter = await startExporter(['--web.enable-lifecycle'], cwd);
  t.after(() => exporter.stop('SIGKILL'));
  await exporter.scrapeUntil(one);
  const rule = 'metrics: [{ name: audit_reads_total, when: { request.operation: read } }]\n';
  writeFileSync(join(cwd, 'exporter.yml'), config(rule));
  assert.equal(await ask(exporter.url, '/-/reload'), '200 configuration reloaded');
  const text = await exporter.scrape();
  assert.ok(one(text) && text.includes('audit_reads_total{source="vault",system="vault"} 0\n'), text);

  writeFileSync(join(cwd, 'exporter.yml'), config(rule.replace('when', 'wen')));
  assert.equal(
    await ask(exporter.url, '/-/reload', 'PUT'),
    '500 failed to reload configuration; the log says why',
  );
  assert.match(
    exporter.log(),
    /level=error msg="cannot load the configuration; .*exporter\.yml:4:\d+: .*when/,
  );
  const after = await exporter.scrape();
  assert.ok(after.includes('auditlog_exporter_config_last_reload_successful 0\n'));
  assert.ok(after.includes('audit_reads_total{'));
  assert.match(await ask(exporter.url, '/-/reload', 'GET'), /^405 /);
});

test('without --web.enable-lifecycle there is nothing to reload', async (t) => {
  const exporter = await startExporter([], directoryWith(t, config()));
  t.after(() => exporter.stop('SIGKILL'));
  assert.equal(await ask(exporter.url, '/-/reload'), '404 not found');
  assert.doesNotMatch(exporter.log(), /loaded the configuration/);
});

test('SIGTERM and SIGINT: exit code 0, the port is closed, the checkpoint is written', async (t) => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const cwd = directoryWith(t, config());
    const exporter = await startExporter([], cwd);
    t.after(() => exporter.stop('SIGKILL'));
    await exporter.scrapeUntil(one);
    assert.equal(await exporter.stop(signal), 0);
    await assert.rejects(fetch(exporter.url));
    assert.ok(existsSync(join(cwd, 'state', 'checkpoint')));
    assert.match(exporter.log(), /level=info msg=stopping\n$/);
  }
});

test('an address that is taken or none at all: one clear line, exit code 1', async (t) => {
  const cwd = directoryWith(t, config());
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const taken = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const listenOn = (address: string) =>
    runToEnd([`--web.listen-address=${address}`, '--log.level=error'], { cwd });
  const busy = await listenOn(taken);
  const bad = await listenOn('localhost');
  assert.deepEqual(busy, {
    code: 1,
    out: '',
    err: `auditlog-exporter: cannot listen on ${taken}: address already in use (EADDRINUSE); stop the other process or choose --web.listen-address\n`,
  });
  assert.deepEqual(bad, {
    code: 1,
    out: '',
    err: 'auditlog-exporter: cannot listen on "localhost": expected host:port such as 127.0.0.1:10105, :10105 or [::1]:10105\n',
  });
});

test('a state directory that cannot be written: said once, and everything else goes on', async (t) => {
  const cwd = directoryWith(t, config().replace('./state', './audit.log/state'));
  const exporter = await startExporter([], cwd);
  t.after(() => exporter.stop('SIGKILL'));
  await exporter.scrapeUntil(one);
  await exporter.logged('cannot write the checkpoint: ENOTDIR');
  assert.ok(one(await exporter.scrape()));
  assert.equal(await ask(exporter.url, '/-/ready', 'GET'), '200 ready');
  // Stopping tries once more at least.
  assert.equal(await exporter.stop(), 0);
  assert.equal(exporter.log().match(/cannot write/g)?.length, 1, exporter.log());
});
