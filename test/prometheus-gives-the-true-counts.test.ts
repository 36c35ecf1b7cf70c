import { spawn } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { requireTool } from './support/debian.js';
import { startExporter, until } from './support/exporter-process.js';
import { temporaryDirectory } from './support/temporary-directory.js';
import { denied, vaultCall } from './support/vault-lines.js';

test('a real Prometheus scrapes the exporter, and PromQL gives the true counts', async (t) => {
  if (!requireTool(t, 'prometheus', 'prometheus')) return;
  const cwd = temporaryDirectory(t);
  writeFileSync(
    join(cwd, 'exporter.yml'),
    'sources: { vault: { files: ./audit.log, preset: vault-audit }, server: { files: ./vault.log, preset: vault-server } }\n',
  );
  const exporter = await startExporter([], cwd);
  t.after(() => exporter.stop('SIGKILL'));
  const query = await startPrometheus(t, cwd, new URL(exporter.url).host);
  await until(
    async () => (await query('up')) === 1,
    () => 'Prometheus never scraped the exporter',
  );

  let calls = '';
  for (let i = 0; i < 300; i += 1) {
    calls += vaultCall({ user: `user-${i % 3}`, ...(i % 10 === 0 ? { error: denied } : {}) });
  }
  appendFileSync(join(cwd, 'audit.log'), calls);
  appendFileSync(join(cwd, 'vault.log'), '2026-11-21T06:59:03.001Z [INFO]  core: root token generated\n');

  const truth = {
    'sum(audit_events_total{source="vault"})': 300,
    'audit_events_total{source="vault",outcome="denied"}': 30,
    'sum(audit_denied_total{user="user-0",operation="read"})': 10,
    'sum(audit_security_events_total{event="root_token_generated",source="server"})': 1,
    'sum(auditlog_exporter_lines_total{source="vault"})': 600,
  };
  for (const [promql, count] of Object.entries(truth)) {
    await until(
      async () => (await query(promql)) === count,
      () => `${promql} never became ${count}`,
    );
  }
  // Born at 0, so the very first root token is an increase: an alert on it fires.
  const increase =
    'increase(audit_security_events_total{event="root_token_generated",source="server"}[1m]) > 0';
  await until(
    async () => ((await query(increase)) ?? 0) > 0,
    () => 'the first root token is no increase',
  );
});

/** Starts Prometheus on a free port; the function it gives answers an instant query with the first value. */
async function startPrometheus(t: TestContext, cwd: string, target: string) {
  writeFileSync(
    join(cwd, 'prometheus.yml'),
    `global: { scrape_interval: 500ms, scrape_timeout: 500ms }
scrape_configs: [{ job_name: audit, static_configs: [{ targets: ["${target}"] }] }]
`,
  );
  const port = await freePort();
  const child = spawn(
    'prometheus',
    ['--config.file=prometheus.yml', '--storage.tsdb.path=tsdb', `--web.listen-address=127.0.0.1:${port}`],
    { cwd, stdio: 'ignore' },
  );
  t.after(async () => {
    const closed = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await closed;
  });
  const url = `http://127.0.0.1:${port}`;
  await until(
    () =>
      fetch(`${url}/-/ready`).then(
        (response) => response.ok,
        () => false,
      ),
    () => 'Prometheus is not ready',
  );
  return async (promql: string): Promise<number | undefined> => {
    const response = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(promql)}`);
    const { data } = (await response.json()) as { data: { result: { value: [number, string] }[] } };
    const value = data.result[0]?.value[1];
    return value === undefined ? undefined : Number(value);
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
