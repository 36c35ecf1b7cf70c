import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listPresets, loadPreset } from '../src/config/presets.js';
import { checkpointFamilies } from '../src/series/checkpoint-families.js';
import { selfFamilies } from '../src/series/self-families.js';
import { SourceAccounts } from '../src/series/source-account.js';
import { dashboards, panelsOf } from './support/grafana-json.js';
import { shownFamilies } from './support/grafana-shown.js';
import { alerts } from './support/rule-files.js';

test('every metric of every preset is on a dashboard', () => {
  const shown = shownFamilies();
  for (const { name } of listPresets()) {
    for (const metric of loadPreset(name).preset!.metrics)
      assert.ok(shown.has(metric.name), `${metric.name} of ${name} is on no dashboard`);
  }
});

/** What the exporter tells of itself, beside the sources. */
const ofTheProcess = [
  'auditlog_exporter_build_info',
  'auditlog_exporter_config_last_reload_successful',
  'auditlog_exporter_config_last_reload_success_timestamp_seconds',
];

test('every metric that the exporter tells of itself is on a dashboard', () => {
  const shown = shownFamilies();
  const checkpoint = { writes: 0, failures: 0, lastSuccess: 0, bytes: 0, restored: 'off' } as const;
  const families = [
    ...selfFamilies(new SourceAccounts([]), new Map(), new Map()),
    ...checkpointFamilies(checkpoint),
  ];
  assert.ok(families.length > 20);
  for (const name of [...families.map((family) => family.name), ...ofTheProcess])
    assert.ok(shown.has(name), `${name} is on no dashboard`);
});

test('the runbook of every alert is a link of a panel', () => {
  const linked = new Set(
    dashboards.flatMap((dashboard) =>
      panelsOf(dashboard).flatMap(({ links = [] }) =>
        links.map(({ title }) => title.replace(/^Runbook: /, '')),
      ),
    ),
  );
  const missing = alerts.map(({ alert }) => alert).filter((alert) => !linked.has(alert));
  assert.deepEqual(missing, []);
});
