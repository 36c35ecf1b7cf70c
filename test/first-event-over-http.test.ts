import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startExporter, until } from './support/exporter-process.js';
import { temporaryDirectory } from './support/temporary-directory.js';
import { denied, vaultCall } from './support/vault-lines.js';

const config = `
state: { directory: ./state, interval: 100ms }
sources: { vault: { files: ./audit.log, preset: vault-audit, poll_interval: 50ms } }
`;

/** What a Prometheus server of this version sends. */
const server = (version: string): Record<string, string> => ({
  'user-agent': `Prometheus/${version}`,
  'x-prometheus-scrape-timeout-seconds': '10',
});

test('a person sees a value at once, a server first a 0, and after an upgrade it is the same server', async (t) => {
  const cwd = temporaryDirectory(t);
  writeFileSync(join(cwd, 'exporter.yml'), config);
  writeFileSync(join(cwd, 'audit.log'), vaultCall());
  const exporter = await startExporter([], cwd);
  t.after(() => exporter.stop('SIGKILL'));
  await exporter.scrapeUntil((text) => text.includes('audit_events_total'));
  const eve = async (headers: Record<string, string>): Promise<number> => {
    const text = await (await fetch(exporter.url, { headers })).text();
    return Number(/^audit_denied_total\{[^}]*user="eve"[^}]*\} (\d+)$/m.exec(text)?.[1] ?? -1);
  };
  assert.equal(await eve(server('2.42.0')), -1);
  appendFileSync(join(cwd, 'audit.log'), vaultCall({ user: 'eve', error: denied }).repeat(3));
  await until(
    async () => (await eve({})) === 3,
    () => exporter.log(),
  );
  assert.equal(await eve(server('2.42.0')), 0);
  await until(
    async () => (await eve(server('2.42.0'))) === 3,
    () => exporter.log(),
  );
  assert.equal(await eve(server('3.1.0+dfsg')), 3);
  assert.equal(await eve({ ...server('1.0'), 'user-agent': 'vm_promscrape' }), 0, 'another program');
});
