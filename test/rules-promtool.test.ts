import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { requireTool, runTool } from './support/debian.js';
import { alerts, prometheusConfig, ruleFiles, ruleTestFiles } from './support/rule-files.js';

test('promtool has nothing to say about the rules', async (t) => {
  if (!requireTool(t, 'promtool', 'prometheus')) return;
  const { status, stdout, stderr } = await runTool('promtool', [
    'check',
    'rules',
    '--lint=all',
    ...ruleFiles,
  ]);
  assert.equal(status, 0, stdout + stderr);
  assert.equal(stderr, '');
  assert.equal(stdout.match(/SUCCESS/g)?.length, ruleFiles.length);
});

test('promtool accepts prometheus.yml, and it loads every rule file', async (t) => {
  if (!requireTool(t, 'promtool', 'prometheus')) return;
  const { status, stdout, stderr } = await runTool('promtool', ['check', 'config', prometheusConfig]);
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, new RegExp(`SUCCESS: ${ruleFiles.length} rule files found`));
});

for (const file of ruleTestFiles) {
  test(`the unit tests of the rules: ${basename(file)}`, async (t) => {
    if (!requireTool(t, 'promtool', 'prometheus')) return;
    const { status, stdout, stderr } = await runTool(
      'promtool',
      ['test', 'rules', basename(file)],
      '',
      dirname(file),
    );
    assert.equal(status, 0, stdout + stderr);
  });
}

interface AlertCheck {
  readonly alertname: string;
  readonly exp_alerts?: readonly unknown[];
}

test('every alert is tested silent, just below and firing', () => {
  const checks = ruleTestFiles.flatMap((file) =>
    (parse(readFileSync(file, 'utf8')) as { tests: { alert_rule_test?: AlertCheck[] }[] }).tests.flatMap(
      (group) => group.alert_rule_test ?? [],
    ),
  );
  for (const { alert } of alerts) {
    const own = checks.filter(({ alertname }) => alertname === alert);
    const firing = own.filter(({ exp_alerts }) => (exp_alerts ?? []).length > 0).length;
    assert.ok(firing >= 1, `${alert} never fires in test/rules`);
    assert.ok(own.length - firing >= 2, `${alert} needs a silent case and one just below`);
  }
  const names = new Set(alerts.map(({ alert }) => alert));
  assert.deepEqual(
    [...new Set(checks.map(({ alertname }) => alertname))].filter((name) => !names.has(name)),
    [],
  );
});
