import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePort } from '../bench/torture/free-port.js';
import { packageRoot } from '../src/config/package-root.js';
import { startAlertmanager, startWebhook } from './support/alertmanager-process.js';
import { readComposeFile } from './support/compose-file.js';
import { nativeCommand } from './support/compose-native.js';
import { health, isHealthy, startProgram } from './support/compose-process.js';
import { requireTool } from './support/debian.js';
import { until } from './support/exporter-process.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const file = readComposeFile();

test('Prometheus, by its command line and with its very files, becomes ready', async (t) => {
  if (!requireTool(t, 'prometheus', 'prometheus')) return;
  const service = file.service('prometheus');
  const port = await freePort();
  const args = nativeCommand(service, temporaryDirectory(t));
  const log = startProgram(t, 'prometheus', [...args, `--web.listen-address=127.0.0.1:${port}`]);
  // What `promtool check ready` of its health check asks; Debian's promtool is older than that.
  assert.deepEqual(service.healthcheck.slice(1, 4), ['promtool', 'check', 'ready']);
  await until(
    () =>
      fetch(`http://127.0.0.1:${port}/-/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
    () => `Prometheus does not become ready: ${log()}`,
  );
});

test('Alertmanager, by its command line and with its very files, becomes healthy', async (t) => {
  if (!requireTool(t, 'prometheus-alertmanager', 'prometheus-alertmanager')) return;
  const service = file.service('alertmanager');
  const port = String(await freePort());
  const here = { '9093': port };
  assert.equal(await health(service, here), 1, 'nobody is there yet');
  const args = nativeCommand(service, temporaryDirectory(t));
  const log = startProgram(t, 'prometheus-alertmanager', [...args, `--web.listen-address=127.0.0.1:${port}`]);
  await isHealthy(service, here, log);
});

test('without a webhook of Slack alerts are written down, and only sending to Slack fails', async (t) => {
  if (!requireTool(t, 'prometheus-alertmanager', 'prometheus-alertmanager')) return;
  const notifications = await startWebhook(t);
  const slack = readFileSync(join(packageRoot(), file.secrets['slack_webhook_url']!), 'utf8').trim();
  const { url } = await startAlertmanager(t, { notifications: notifications.url, slack });
  const labels = { alertname: 'AuditVaultSealed', job: 'auditlog', system: 'vault', severity: 'critical' };
  const { ok } = await fetch(`${url}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ labels, annotations: {} }]),
  });
  assert.ok(ok);
  const failed = async (integration: string) => {
    const text = await (await fetch(`${url}/metrics`)).text();
    const line = text
      .split('\n')
      .find((one) =>
        one.startsWith(`alertmanager_notification_requests_failed_total{integration="${integration}"`),
      );
    return Number(line?.split(' ').at(-1));
  };
  await until(
    async () => notifications.messages.length > 0 && (await failed('slack')) > 0,
    () => 'the alert is not written down, or Slack does not fail',
  );
  assert.equal(await failed('webhook'), 0);
  assert.equal((await fetch(`${url}/-/healthy`)).status, 200);
});
