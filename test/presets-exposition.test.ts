import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recognise } from '../src/exporter/recognise.js';
import { requireTool, runTool } from './support/debian.js';
import { parseExposition } from './support/parse-exposition.js';
import { presetFixture, replayPreset } from './support/truth/replay-preset.js';

const fixtures = [
  ['vault-audit', 'vault-audit.log'],
  ['vault-server', 'vault-server.log'],
  ['conjur', 'conjur-appliance.jsonl'],
  ['conjur', 'conjur-rfc5424.log'],
  ['conjur', 'conjur-oss.log'],
  ['conjur', 'conjur-v4.jsonl'],
] as const;

for (const [preset, file] of fixtures) {
  test(`${file} is recognised as ${preset}`, () => {
    const { preset: found, reason } = recognise(Buffer.from(presetFixture(file)));
    assert.equal(found, preset, reason);
  });
}

for (const [preset, file] of fixtures) {
  test(`promtool has nothing to say about ${preset} with ${file}`, async (t) => {
    if (!requireTool(t, 'promtool', 'prometheus')) return;
    const exposition = replayPreset(preset, presetFixture(file)).exposition();
    const { status, stdout, stderr } = await runTool('promtool', ['check', 'metrics'], exposition);
    assert.deepEqual([status, stdout, stderr], [0, '', '']);
  });
}

/** Research: labels that clash with what Prometheus and its users put on targets. */
const unwanted = [
  'type',
  'region',
  'zone',
  'cluster',
  'owner',
  'service',
  'env',
  'environment',
  'instance',
  'job',
  'dc',
];

for (const [preset, file] of fixtures) {
  test(`labels of ${preset} clash with none of a target: ${file}`, () => {
    const families = parseExposition(replayPreset(preset, presetFixture(file)).exposition(), 'text-0.0.4');
    const names = new Set(
      [...families.values()].flatMap(({ samples }) => samples.flatMap(({ labels }) => [...labels.keys()])),
    );
    assert.deepEqual(
      unwanted.filter((name) => names.has(name)),
      [],
    );
  });
}

const common = [
  'audit_events_total',
  'audit_security_events_total',
  'audit_last_event_timestamp_seconds',
] as const;

for (const preset of ['vault-audit', 'vault-server', 'conjur']) {
  test(`${preset} fills the common set with the common labels`, () => {
    const log = replayPreset(preset);
    for (const metric of common) assert.doesNotThrow(() => log.all(metric));
    assert.deepEqual(Object.keys(log.all('audit_events_total')), [
      'outcome="denied"',
      'outcome="failed"',
      'outcome="success"',
    ]);
  });
}

test('the presets give the same labels to the metrics that they share', () => {
  const labels = new Map<string, Set<string>>();
  for (const [preset, file] of fixtures) {
    const text = replayPreset(preset, presetFixture(file)).exposition();
    for (const { name, samples } of parseExposition(text, 'text-0.0.4').values()) {
      const names = labels.get(name) ?? new Set();
      for (const sample of samples)
        names.add([...sample.labels.keys()].filter((label) => label !== 'le').join());
      labels.set(name, names);
    }
  }
  for (const [name, names] of labels) assert.ok(names.size <= 1, `${name}: ${[...names].join(' and ')}`);
});

test('names chosen by callers cost no more series than the limit', () => {
  const lines = Array.from({ length: 6_000 }, (_, i) =>
    JSON.stringify({
      type: 'response',
      error: 'permission denied',
      time: '2026-11-21T06:10:01Z',
      auth: { display_name: `oidc-${i}` },
      request: { operation: 'read', path: `secret/data/${i}`, mount_type: 'kv', namespace: { id: `ns${i}` } },
    }),
  );
  const { all } = replayPreset('vault-audit', ...lines);
  for (const [metric, limit] of [
    ['audit_denied_total', 5_000],
    ['audit_vault_denied_total', 1_000],
  ] as const) {
    const series = all(metric);
    assert.equal(Object.keys(series).length, limit + 1, metric);
    assert.equal(
      Object.values(series).reduce((sum, value) => sum + value, 0),
      6_000,
    );
  }
});
