import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePort } from '../bench/torture/free-port.js';
import { Prometheus } from '../bench/torture/prometheus.js';
import { requireTool } from './support/debian.js';
import { type RunningExporter, startExporter, until } from './support/exporter-process.js';
import { temporaryDirectory } from './support/temporary-directory.js';
import { denied, vaultCall } from './support/vault-lines.js';

const config = `
web: { openmetrics_created: true }
state: { directory: ./state, interval: 200ms }
sources:
  vault: { files: ./audit.log, preset: vault-audit, poll_interval: 50ms }
  server: { files: ./vault.log, preset: vault-server, poll_interval: 50ms }
`;
const rootToken = '2026-11-21T06:59:03.001Z [INFO]  core: root token generated\n';

test('scenario 24: the first event ever gives increase() > 0 on a real Prometheus: known, new, and of the meantime', async (t) => {
  if (!requireTool(t, 'prometheus', 'prometheus')) return;
  const cwd = temporaryDirectory(t);
  writeFileSync(join(cwd, 'exporter.yml'), config);
  const log = join(cwd, 'audit.log');
  writeFileSync(log, vaultCall({ user: 'old', error: denied }).repeat(7));
  const address = `127.0.0.1:${await freePort()}`;
  const start = async (): Promise<RunningExporter> => {
    const exporter = await startExporter([`--web.listen-address=${address}`], cwd);
    t.after(() => exporter.stop('SIGKILL'));
    return exporter;
  };
  const first = await start();
  const prometheus = new Prometheus({ directory: cwd, port: await freePort(), target: address });
  t.after(() => prometheus.kill());
  await prometheus.scraping();
  const value = async (promql: string): Promise<number> => (await prometheus.query(promql))[0]?.value ?? 0;
  const sees = (promql: string): Promise<void> =>
    until(
      async () => (await value(promql)) >= 1,
      () => `never so: ${promql} >= 1`,
    );
  const denials = (user: string): string => `increase(audit_denied_total{user="${user}"}[5m])`;
  const last = (user: string): Promise<number> => value(`audit_denied_total{user="${user}"}`);

  appendFileSync(join(cwd, 'vault.log'), rootToken);
  await sees('increase(audit_security_events_total{event="root_token_generated",source="server"}[5m])');
  appendFileSync(log, vaultCall({ user: 'never-seen', error: denied }));
  await sees(denials('never-seen'));
  assert.equal(await last('old'), 7);
  assert.equal(await value(denials('old')), 0, 'what was there before it went live is no increase');

  await first.stop('SIGKILL');
  appendFileSync(
    log,
    vaultCall({ user: 'meanwhile', error: denied }) + vaultCall({ user: 'old', error: denied }),
  );
  const second = await start();
  await sees(denials('meanwhile'));
  await sees(denials('old'));
  await second.stop();
  appendFileSync(log, vaultCall({ user: 'after-a-stop', error: denied }));
  await start();
  await sees(denials('after-a-stop'));

  const totals = { old: 8, 'never-seen': 1, meanwhile: 1, 'after-a-stop': 1 };
  for (const [user, total] of Object.entries(totals)) assert.equal(await last(user), total, user);
  const names = await prometheus.query(
    'group by (__name__) ({__name__=~"audit_.+_total|auditlog_exporter_lines_total"})',
  );
  assert.ok(names.length > 15);
  for (const { labels } of names) {
    const name = labels.get('__name__');
    assert.equal(await value(`sum(resets(${name}[5m]))`), 0, `${name} was seen to fall`);
  }
  assert.ok((await value('audit_denied_created{user="old"}')) > 1.7e9);
});
