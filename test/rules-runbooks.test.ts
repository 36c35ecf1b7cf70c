import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../src/config/package-root.js';
import { requireTool, runTool } from './support/debian.js';
import { alerts, runbooks } from './support/rule-files.js';
import { temporaryDirectory } from './support/temporary-directory.js';

/** Beside the rules, in the repository and in the package: who publishes them elsewhere puts that address before it. */
const runbookBase = 'docs/runbooks/';

test('every alert says how bad it is, what it is, and what to do', () => {
  const names = alerts.map(({ alert }) => alert);
  assert.equal(new Set(names).size, names.length, 'an alert comes twice');
  for (const { alert, for: duration, labels, annotations = {} } of alerts) {
    assert.match(alert, /^Audit[A-Za-z]+$/);
    assert.match(labels?.['severity'] ?? '', /^(critical|warning|info)$/, alert);
    assert.ok(duration !== undefined, `${alert} says for how long`);
    assert.deepEqual(Object.keys(annotations).sort(), ['description', 'runbook_url', 'summary'], alert);
    // The same for every alert of the name: it is the title of a group.
    assert.match(annotations['summary']!, /^[A-Z][^{}]*\.$/, alert);
    assert.match(annotations['description']!, /\{\{ (\$labels|\$value|with \$labels).*\.$/, alert);
    assert.equal(annotations['runbook_url'], `${runbookBase}${alert}.md`);
  }
});

test('the package holds the runbooks and the rules', () => {
  const { files } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
    files: string[];
  };
  for (const folder of ['docs/runbooks', 'prometheus', 'alertmanager'])
    assert.ok(files.includes(folder), folder);
});

test('there is a runbook for every alert and for nothing else, and a list of them', () => {
  const list = readFileSync(join(packageRoot(), 'docs', 'runbooks', 'README.md'), 'utf8');
  const listed = [...list.matchAll(/^\| \[(\w+)\]\(\1\.md\) \| (\w+) \| (.*) \|$/gm)].map(
    ([, alert, severity, summary]) => ({ alert, severity, summary }),
  );
  assert.deepEqual(
    runbooks.map(({ alert }) => alert),
    alerts.map(({ alert }) => alert).sort(),
  );
  assert.deepEqual(
    listed.sort((a, b) => (a.alert! < b.alert! ? -1 : 1)),
    alerts
      .map(({ alert, labels, annotations }) => ({
        alert,
        severity: labels?.['severity'],
        summary: annotations?.['summary'],
      }))
      .sort((a, b) => (a.alert < b.alert ? -1 : 1)),
  );
});

test('a runbook begins with the expression of its rule, and tells what it means, what to check, how to silence', () => {
  for (const { alert, text, promql } of runbooks) {
    const rule = alerts.find((one) => one.alert === alert)!;
    assert.equal(promql[0], rule.expr.trim(), alert);
    assert.ok(promql.length >= 2, `${alert} has PromQL to check first`);
    assert.ok(text.includes(`Severity ${rule.labels?.['severity']} `), alert);
    assert.ok(text.startsWith(`# ${alert}\n\n${rule.annotations?.['summary']} `), alert);
    assert.deepEqual(
      [...text.matchAll(/^## (.*)$/gm)].map((match) => match[1]),
      ['What it means', 'Check first', 'Silence it rightly'],
      alert,
    );
    for (const [, name] of text.matchAll(/\balertname=([A-Za-z]+)/g)) assert.equal(name, alert);
    // Names of other alerts are those of alerts that are there.
    for (const [name] of text.matchAll(/\bAudit[A-Z][A-Za-z]+\b/g)) {
      assert.ok(
        alerts.some((one) => one.alert === name),
        `${alert} names ${name}`,
      );
    }
  }
});

test('the PromQL of every runbook is sound', async (t) => {
  if (!requireTool(t, 'promtool', 'prometheus')) return;
  const rules = runbooks.flatMap(({ alert, promql }) =>
    promql.map((expr, index) => ({ record: `runbook:${alert}:${index}`, expr })),
  );
  const file = join(temporaryDirectory(t), 'runbooks.yml');
  writeFileSync(file, JSON.stringify({ groups: [{ name: 'runbooks', rules }] }));
  const { status, stdout, stderr } = await runTool('promtool', ['check', 'rules', file]);
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, new RegExp(`SUCCESS: ${rules.length} rules found`));
});
