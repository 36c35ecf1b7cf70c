import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type ExposedMetrics, exposedMetrics } from './support/exposed-metrics.js';
import { dashboards, panelsOf } from './support/grafana-json.js';
import { parseWithVariables } from './support/grafana-lint/parsed-targets.js';
import type { ParsedPromql } from './support/grafana-lint/promql-tree.js';
import { variableQueries } from './support/grafana-queries.js';
import { selects } from './support/promql.js';
import { alerts } from './support/rule-files.js';

/** What Prometheus adds by itself; an alert has the labels of what it was made from. */
const byPrometheus: Readonly<Record<string, readonly string[]>> = {
  up: [],
  ALERTS: ['alertname', 'alertstate', 'severity', 'system', 'source', 'user', 'event'],
};
const targetLabels = ['job', 'instance'];
/** Labels whose values are known in advance, and exposed from the start. */
const closed = ['event', 'severity', 'outcome', 'result', 'to', 'endpoint', 'from', 'window'];

let scraped: Promise<ExposedMetrics> | undefined;
/** Scraped once for all tests of this file. */
function allMetrics(t: TestContext): Promise<ExposedMetrics> {
  scraped ??= exposedMetrics(t);
  return scraped;
}

const targets = dashboards.flatMap((dashboard) =>
  panelsOf(dashboard).flatMap((panel) =>
    (panel.targets ?? []).map((target) => ({
      place: `${dashboard.uid}, ${panel.title}, ${target.refId}`,
      panel,
      target,
      parsed: parseWithVariables(target.expr),
    })),
  ),
);

function labelsOf(exposed: ExposedMetrics, metric: string): string[] | undefined {
  const own = byPrometheus[metric] ?? exposed.labels(metric);
  return own === undefined ? undefined : [...targetLabels, ...own];
}

function checkNames(exposed: ExposedMetrics, place: string, { selectors, labels }: ParsedPromql): void {
  const known = new Set<string>();
  for (const { metric, matchers } of selectors) {
    const has = labelsOf(exposed, metric);
    assert.ok(has !== undefined, `${place}: nothing exposes ${metric}`);
    for (const { label } of matchers)
      assert.ok(has.includes(label), `${place}: ${metric} has no label ${label}`);
    for (const label of has) known.add(label);
  }
  for (const label of labels) assert.ok(known.has(label), `${place}: nothing in it has the label ${label}`);
}

test('every metric and label that a panel or a variable names is exposed', async (t) => {
  const exposed = await allMetrics(t);
  assert.ok(targets.length > 150);
  for (const { place, parsed } of targets) checkNames(exposed, place, parsed);
  for (const { dashboard, variable, query } of variableQueries()) {
    const [, selector, label] = /^label_values\((.+), (\w+)\)$/.exec(query)!;
    const parsed = parseWithVariables(selector!);
    checkNames(exposed, `${dashboard}, variable ${variable}`, { ...parsed, labels: [label!] });
  }
});

test('a panel keeps to the source and the system that are chosen, where its metrics have them', async (t) => {
  const exposed = await allMetrics(t);
  for (const { place, parsed } of targets) {
    for (const { metric, matchers } of parsed.selectors) {
      if (byPrometheus[metric] !== undefined) continue;
      for (const label of ['source', 'system']) {
        const expected = labelsOf(exposed, metric)!.includes(label) ? [`$${label}`] : [];
        const values = matchers.filter((one) => one.label === label && one.operator === '=~');
        assert.deepEqual(
          values.map(({ value }) => value),
          expected,
          `${place}: ${metric}, ${label}`,
        );
      }
    }
  }
});

test('every value that a panel compares with is one that is exposed', async (t) => {
  const exposed = await allMetrics(t);
  for (const { place, parsed } of targets) {
    for (const { metric, matchers } of parsed.selectors) {
      for (const matcher of matchers.filter(({ label }) => closed.includes(label))) {
        if (byPrometheus[metric] !== undefined) continue;
        const values = exposed.values(metric, matcher.label);
        for (const value of matcher.operator.endsWith('~') ? matcher.value.split('|') : [matcher.value]) {
          const found = values.some((one) => selects({ ...matcher, operator: '=~', value }, one));
          assert.ok(found, `${place}: ${metric} has no ${matcher.label} "${value}"`);
        }
      }
    }
  }
});

test('legends and columns show labels that the answer has', async (t) => {
  const exposed = await allMetrics(t);
  for (const { place, panel, target, parsed } of targets) {
    const organize = panel.transformations?.find(({ id }) => id === 'organize')?.options;
    const columns = Object.keys((organize?.['renameByName'] as object | undefined) ?? {});
    const shown = [
      ...Array.from((target.legendFormat ?? '').matchAll(/\{\{(\w+)\}\}/g), (match) => match[1]!),
      ...columns.filter((name) => !name.startsWith('Value')),
    ];
    const grouped = parsed.labels.filter((label) => label !== 'job');
    const has =
      grouped.length > 0 ? grouped : parsed.selectors.flatMap(({ metric }) => labelsOf(exposed, metric)!);
    for (const label of shown) assert.ok(has.includes(label), `${place}: the answer has no ${label}`);
  }
});

test('the columns of values are those that the queries of a table bring', () => {
  for (const { place, panel, target } of targets.filter((one) => one.panel.type === 'table')) {
    const organize = panel.transformations!.find(({ id }) => id === 'organize')!.options;
    const columns = Object.keys(organize['renameByName'] as object).filter((name) =>
      name.startsWith('Value'),
    );
    if (columns.length === 0) continue;
    assert.ok(columns.includes(panel.targets!.length === 1 ? 'Value' : `Value #${target.refId}`), place);
    assert.equal(columns.length, panel.targets!.length, place);
  }
});

test('what is asked of ALERTS is labelled as the alerts are', () => {
  assert.ok(alerts.every(({ alert }) => /^Audit.+/.test(alert)));
});
