import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { requireTool, runTool } from './support/debian.js';
import { alertmanagerConfig, alerts } from './support/rule-files.js';
import { temporaryDirectory } from './support/temporary-directory.js';

test('amtool accepts alertmanager.yml and its templates', async (t) => {
  if (!requireTool(t, 'amtool', 'prometheus-alertmanager')) return;
  const { status, stdout, stderr } = await runTool('amtool', ['check-config', alertmanagerConfig]);
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /1 templates\n {2}SUCCESS/);
});

const wanted = {
  critical: 'notification-log,slack-page',
  warning: 'notification-log,slack',
  info: 'notification-log,nobody',
};

test('every alert is written down, and goes where its severity says', async (t) => {
  if (!requireTool(t, 'amtool', 'prometheus-alertmanager')) return;
  for (const [severity, receivers] of Object.entries(wanted)) {
    const { alert } = alerts.find(({ labels }) => labels?.['severity'] === severity)!;
    const labels = [`alertname=${alert}`, `severity=${severity}`, 'system=vault'];
    const args = [
      'config',
      'routes',
      'test',
      `--config.file=${alertmanagerConfig}`,
      `--verify.receivers=${receivers}`,
    ];
    const { status, stdout, stderr } = await runTool('amtool', [...args, ...labels]);
    assert.equal(status, 0, stdout + stderr);
  }
});

interface Inhibition {
  readonly source_matchers: readonly string[];
  readonly target_matchers: readonly string[];
}

test('what inhibits and what is inhibited are alerts that are there', () => {
  const { inhibit_rules: rules } = parse(readFileSync(alertmanagerConfig, 'utf8')) as {
    inhibit_rules: Inhibition[];
  };
  const named = rules
    .flatMap((rule) => [...rule.source_matchers, ...rule.target_matchers])
    .flatMap((matcher) => {
      const [, names] = /^alertname=~?"(.*)"$/.exec(matcher)!;
      return names!.split('|');
    });
  assert.ok(named.length >= 10);
  const known = alerts.map(({ alert }) => alert);
  assert.deepEqual(
    named.filter((name) => !known.includes(name)),
    [],
  );
});

/** What a template makes of one message. */
async function render(t: TestContext, template: string, message: object): Promise<string> {
  const data = join(temporaryDirectory(t), 'message.json');
  writeFileSync(data, JSON.stringify(message));
  const { status, stdout, stderr } = await runTool('amtool', [
    ...['template', 'render', `--template.glob=${dirname(alertmanagerConfig)}/templates/*.tmpl`],
    ...[`--template.data=${data}`, `--template.text={{ template "${template}" . }}`],
  ]);
  assert.equal(status, 0, stderr);
  return stdout.trimEnd();
}

function message(status: 'firing' | 'resolved', severity: string, descriptions: readonly string[]): object {
  const labels = { alertname: 'AuditUserDenied', system: 'vault', severity };
  const common = {
    summary: 'One user is denied again and again.',
    runbook_url: 'https://example.org/runbook.md',
  };
  return {
    receiver: 'slack',
    status,
    externalURL: 'http://localhost:9093',
    groupLabels: { alertname: labels.alertname, system: labels.system },
    commonLabels: labels,
    commonAnnotations: common,
    alerts: descriptions.map((description) => ({
      ...{ status, labels, annotations: { ...common, description } },
      ...{
        startsAt: '2026-11-21T06:10:01Z',
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL: '',
        fingerprint: '1',
      },
    })),
  };
}

test('a message says what happened, where and since when, and leads to the runbook', async (t) => {
  if (!requireTool(t, 'amtool', 'prometheus-alertmanager')) return;
  const firing = message('firing', 'critical', ['eve was denied 31 times.', 'bob was denied 40 times.']);
  assert.equal(await render(t, 'audit.title', firing), 'One user is denied again and again. (vault)');
  assert.equal(
    await render(t, 'audit.text', firing),
    '• eve was denied 31 times. (06:10:01 UTC)\n• bob was denied 40 times. (06:10:01 UTC)\n<https://example.org/runbook.md|Runbook>',
  );
  assert.equal(await render(t, 'audit.color', firing), 'danger');
  assert.equal(await render(t, 'audit.page', firing), '<!here>');
  assert.equal(await render(t, 'audit.link', firing), 'http://localhost:9093/#/alerts?receiver=slack');
  const over = message('resolved', 'warning', ['eve was denied 31 times.']);
  assert.equal(await render(t, 'audit.title', over), 'Over: One user is denied again and again. (vault)');
  assert.match(await render(t, 'audit.text', over), /^• ~eve was denied 31 times\.~ \(/);
  assert.equal(await render(t, 'audit.color', over), 'good');
  assert.equal(await render(t, 'audit.page', over), '');
  assert.equal(await render(t, 'audit.color', message('firing', 'warning', ['x'])), 'warning');
});

test('a name from a log cannot call a channel or make a link', async (t) => {
  if (!requireTool(t, 'amtool', 'prometheus-alertmanager')) return;
  const text = await render(
    t,
    'audit.text',
    message('firing', 'warning', ['<!channel> <https://evil|help> & co']),
  );
  assert.match(text, /^• &lt;!channel&gt; &lt;https:\/\/evil\|help&gt; &amp; co \(/);
});

test('a message of a hundred alerts describes ten and says how many there are', async (t) => {
  if (!requireTool(t, 'amtool', 'prometheus-alertmanager')) return;
  const many = Array.from({ length: 100 }, (_, i) => `user ${i}`);
  const text = await render(t, 'audit.text', message('firing', 'warning', many));
  assert.equal(text.match(/^•/gm)?.length, 10);
  assert.match(text, /^… of 100 alerts\.$/m);
});
