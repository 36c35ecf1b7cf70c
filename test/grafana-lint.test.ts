import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dashboards } from './support/grafana-json.js';
import { lintExclusions } from './support/grafana-lint/lint-exclusions.js';
import { lintRules } from './support/grafana-lint/lint-rules.js';
import { soundDashboard } from './support/grafana-lint/sound-dashboard.js';

const found = dashboards.flatMap((dashboard) =>
  lintRules.flatMap(({ name, check }) =>
    check(dashboard).map((finding) => ({ rule: name, dashboard: dashboard.title, ...finding })),
  ),
);
const exclusions = lintExclusions();

function excludes(exclusion: (typeof exclusions)[number], finding: (typeof found)[number]): boolean {
  const { rule, dashboard, panel } = exclusion;
  return finding.rule === rule && finding.dashboard === dashboard && finding.panel === panel;
}

test('the dashboards keep to the rules of dashboard-linter', () => {
  const left = found.filter((finding) => !exclusions.some((exclusion) => excludes(exclusion, finding)));
  assert.deepEqual(left, []);
});

test('every exclusion has a reason, and something to exclude', () => {
  for (const exclusion of exclusions) {
    assert.ok(exclusion.reason.length > 0, JSON.stringify(exclusion));
    assert.ok(
      found.some((finding) => excludes(exclusion, finding)),
      JSON.stringify(exclusion),
    );
  }
});

test('each rule finds what breaks it, and nothing in a sound dashboard', async (t) => {
  for (const { name, check, broken } of lintRules) {
    await t.test(name, () => {
      assert.deepEqual(check(soundDashboard), []);
      assert.equal(check(broken(soundDashboard)).length, 1);
      // What cannot be parsed has no selectors to speak of, so others may have an opinion on it.
      if (name === 'target-promql-rule' || name === 'panel-no-targets-rule') return;
      const others = lintRules.filter((rule) => rule.name !== name);
      const also = others.filter((rule) => rule.check(broken(soundDashboard)).length > 0);
      assert.deepEqual(
        also.map((rule) => rule.name),
        [],
      );
    });
  }
});
