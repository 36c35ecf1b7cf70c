import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type ExposedMetrics, exposedMetrics } from './support/exposed-metrics.js';
import { type PromqlSelector, promqlNames, selects } from './support/promql.js';
import { type Alert, alerts, recorded, rules, runbooks } from './support/rule-files.js';

/** What Prometheus adds by itself. */
const byPrometheus: Readonly<Record<string, readonly string[]>> = {
  up: [],
  ALERTS: ['alertname', 'alertstate', 'severity'],
};
const targetLabels = ['job', 'instance', 'pod'];
/** Labels whose values are known in advance, and exposed from the start. */
const closed = ['event', 'severity', 'outcome', 'result', 'to', 'endpoint', 'from', 'action'];

let scraped: Promise<ExposedMetrics> | undefined;
/** Scraped once for all tests of this file. */
function allMetrics(t: TestContext): Promise<ExposedMetrics> {
  scraped ??= exposedMetrics(t);
  return scraped;
}

/** Every expression that users are given, with where it stands. */
const expressions = [
  ...rules.map(({ alert, record, expr }) => ({ place: alert ?? record!, expr })),
  ...runbooks.flatMap(({ alert, promql }) => promql.map((expr) => ({ place: `runbook of ${alert}`, expr }))),
];

test('every metric and label that a rule or a runbook names is exposed', async (t) => {
  const exposed = await allMetrics(t);
  for (const { place, expr } of expressions) {
    const { selectors, labels } = promqlNames(expr);
    assert.ok(selectors.length > 0 || place.includes('runbook'), `${place} selects something`);
    const known = new Set(targetLabels);
    for (const { metric, matchers } of selectors) {
      if (recorded.includes(metric)) continue;
      const own = byPrometheus[metric] ?? exposed.labels(metric);
      assert.ok(own !== undefined, `${place}: nothing exposes ${metric}`);
      const has = new Set([...targetLabels, ...own]);
      for (const { label } of matchers)
        assert.ok(has.has(label), `${place}: ${metric} has no label ${label}`);
      for (const label of has) known.add(label);
    }
    const recording = selectors.some(({ metric }) => recorded.includes(metric));
    for (const label of labels) {
      assert.ok(known.has(label) || recording, `${place}: nothing in it has the label ${label}`);
    }
  }
});

test('every value that a rule or a runbook compares with is one that is exposed', async (t) => {
  const exposed = await allMetrics(t);
  for (const { place, expr } of expressions) {
    for (const { metric, matchers } of promqlNames(expr).selectors) {
      for (const matcher of matchers.filter(({ label }) => closed.includes(label))) {
        if (byPrometheus[metric] !== undefined || recorded.includes(metric)) continue;
        const values = exposed.values(metric, matcher.label);
        for (const value of alternatives(matcher)) {
          const found = values.some((one) => selects({ ...matcher, operator: '=~', value }, one));
          assert.ok(found, `${place}: ${metric} has no ${matcher.label} "${value}"`);
        }
      }
    }
  }
});

function alternatives({ operator, value }: PromqlSelector['matchers'][number]): string[] {
  return operator.endsWith('~') ? value.split('|') : [value];
}

/** Everyday work, and what another metric tells better (audit.yml says which). */
const withoutAlert = [
  'lease_revocation_failed',
  'leadership_lost',
  'stepped_down',
  'secret_removed',
  'membership_changed',
  'resource_changed',
];
/** These have alerts on a metric that says more. */
const alertedElsewhere: Readonly<Record<string, string>> = {
  'vault policy_changed': 'audit_vault_policy_changes_total',
  'conjur unknown_identity': 'audit_conjur_not_found_identities_total',
};

test('every security event that is critical or a warning has one alert', async (t) => {
  const events = securityEvents(await allMetrics(t));
  assert.ok(events.length > 50);
  for (const event of events) {
    const own = alerts.filter((alert) => selectsEvent(alert, event)).map(({ alert }) => alert);
    const elsewhere = alertedElsewhere[`${event['system']} ${event['event']}`];
    const expected = withoutAlert.includes(event['event']!) || elsewhere !== undefined ? 0 : 1;
    assert.equal(
      own.length,
      expected,
      `${event['system']} ${event['event']}: ${own.join(', ') || 'no alert'}`,
    );
    if (elsewhere !== undefined) {
      assert.ok(
        alerts.some(({ expr }) => expr.includes(elsewhere)),
        elsewhere,
      );
    }
  }
});

/** System, event and severity of all that are exposed at 0 from the start, those for information left out. */
function securityEvents(exposed: ExposedMetrics): Readonly<Record<string, string>>[] {
  const found = new Map(
    exposed.series('audit_security_events_total').map(({ system = '', event = '', severity = '' }) => {
      return [`${system} ${event}`, { system, event, severity }] as const;
    }),
  );
  return [...found.values()].filter(({ severity }) => severity !== 'info');
}

/** AuditVaultSealed takes its events by way of the rule that records them. */
function selectsEvent({ expr }: Alert, event: Readonly<Record<string, string>>): boolean {
  const all = promqlNames(expr).selectors.flatMap((selector) => {
    const rule = rules.find(({ record }) => record === selector.metric);
    return rule === undefined ? [selector] : promqlNames(rule.expr).selectors;
  });
  return all.some(
    ({ metric, matchers }) =>
      metric === 'audit_security_events_total' &&
      matchers.every((matcher) => selects(matcher, event[matcher.label] ?? '')),
  );
}
