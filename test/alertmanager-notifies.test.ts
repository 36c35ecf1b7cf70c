import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startAlertmanager, startWebhook } from './support/alertmanager-process.js';
import { requireTool } from './support/debian.js';
import { until } from './support/exporter-process.js';
import { startNotifications } from './support/notifications-process.js';
import { alerts } from './support/rule-files.js';

interface SlackMessage {
  readonly attachments: readonly {
    readonly title: string;
    readonly text: string;
    readonly pretext?: string;
  }[];
}

/** An alert as Prometheus would send it, with the severity and summary of its rule. */
function firing(alertname: string, labels: Readonly<Record<string, string>>, endsAt?: Date): object {
  const rule = alerts.find(({ alert }) => alert === alertname)!;
  return {
    labels: { alertname, job: 'auditlog', system: 'vault', source: 'vault', ...rule.labels, ...labels },
    annotations: { ...rule.annotations, description: `${alertname} ${Object.values(labels).join(' ')}` },
    ...(endsAt === undefined ? {} : { startsAt: new Date(endsAt.getTime() - 60_000), endsAt }),
  };
}

test('Alertmanager writes everything down, and tells Slack what is not for information and not explained', async (t) => {
  if (!requireTool(t, 'prometheus-alertmanager', 'prometheus-alertmanager')) return;
  const { url: notifications, written } = await startNotifications(t);
  const slack = await startWebhook(t);
  const { url } = await startAlertmanager(t, { notifications, slack: slack.url });
  const post = async (...all: readonly object[]) => {
    const headers = { 'content-type': 'application/json' };
    const { ok } = await fetch(`${url}/api/v2/alerts`, {
      method: 'POST',
      headers,
      body: JSON.stringify(all),
    });
    assert.ok(ok);
  };
  const told = () => (slack.messages as readonly SlackMessage[]).flatMap(({ attachments }) => attachments);
  const isTold = (text: string) =>
    until(
      () => told().some((message) => message.title.includes(text) || message.text.includes(text)),
      () => `Slack was not told of ${text}: ${JSON.stringify(told())}`,
    );
  const isWritten = (alertname: string, status = 'firing') =>
    until(
      () => written().some((one) => one.labels['alertname'] === alertname && one.status === status),
      () => `${alertname} (${status}) was not written: ${JSON.stringify(written())}`,
    );

  await post(firing('AuditVaultRootTokenGenerated', { event: 'root_token_generated', instance: 'a:10105' }));
  await isWritten('AuditVaultRootTokenGenerated');
  await isTold('AuditVaultRootTokenGenerated root_token_generated');
  const page = told().find(({ title }) => title === 'A root token of Vault was made. (vault)')!;
  assert.equal(page.pretext, '<!here>');
  assert.match(page.text, /Runbook: docs\/runbooks\/AuditVaultRootTokenGenerated\.md$/);

  // Explained by the one before.
  await post(firing('AuditVaultRootTokenGenerationStarted', { event: 'root_token_generation_started' }));
  const suppressed = async () => {
    const all = await (await fetch(`${url}/api/v2/alerts?inhibited=true&active=false`)).json();
    return JSON.stringify(all).includes('AuditVaultRootTokenGenerationStarted');
  };
  await until(suppressed, () => 'the generation that was started is not inhibited');

  await post(firing('AuditVaultSnapshotTaken', { event: 'snapshot_taken' }));
  await isWritten('AuditVaultSnapshotTaken');

  // Two nodes are one message; a name from a log stays a name.
  await post(firing('AuditUserDenied', { user: 'eve' }), firing('AuditUserDenied', { user: '<!channel>' }));
  await isTold('&lt;!channel&gt;');
  assert.ok(
    told().some(({ text }) => text.includes('AuditUserDenied eve') && text.includes('&lt;!channel&gt;')),
  );

  await post(firing('AuditUserDenied', { user: 'eve' }, new Date(Date.now() - 1000)));
  await isWritten('AuditUserDenied', 'resolved');
  await isTold('~AuditUserDenied eve~');

  const everything = JSON.stringify(told());
  assert.doesNotMatch(everything, /GenerationStarted|generation_started/, 'explained');
  assert.doesNotMatch(everything, /snapshot/i, 'for the record');
  assert.equal(told().filter(({ pretext }) => pretext === '<!here>').length, 1, 'one page');
});
