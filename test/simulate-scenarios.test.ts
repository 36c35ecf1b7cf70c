import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manualClock } from '../src/base/clock.js';
import { seededRandom } from '../src/base/random.js';
import { Agenda } from '../src/cli/simulator/agenda.js';
import { type Scenario, scenarios } from '../src/cli/simulator/scenarios.js';
import { yesterdaysLines } from '../src/cli/simulator/simulator.js';
import { type SimulatedLines, Stage } from '../src/cli/simulator/stage.js';
import { type Replay, replayPreset } from './support/truth/replay-preset.js';

const start = Date.parse('2026-11-20T12:00:00Z');
const logs = { vaultAudit: 'vault-audit', vaultServer: 'vault-server', conjurAudit: 'conjur' } as const;

/** What the presets make of a scenario that is alone on the stage, after the lines of yesterday. */
function play(scenario: Scenario): Record<keyof SimulatedLines, Replay> & { readonly lines: SimulatedLines } {
  const agenda = new Agenda();
  const stage = new Stage(seededRandom(7), agenda, (at) => start + at);
  scenario.run(stage);
  agenda.runUntil(60_000);
  const lines = stage.take();
  const history = yesterdaysLines({ seed: 7, clock: manualClock(start) });
  const replay = (log: keyof SimulatedLines) => replayPreset(logs[log], ...history[log], ...lines[log]);
  const [vaultAudit, vaultServer, conjurAudit] = (['vaultAudit', 'vaultServer', 'conjurAudit'] as const).map(
    replay,
  );
  return { vaultAudit: vaultAudit!, vaultServer: vaultServer!, conjurAudit: conjurAudit!, lines };
}

/** What a scenario leaves in the metrics that alerts look at; what is not named here is nothing. */
interface Signs {
  readonly vault?: Readonly<Record<string, number>>;
  readonly server?: Readonly<Record<string, number>>;
  readonly conjur?: Readonly<Record<string, number>>;
  /** Other metrics, summed over their series: of the audit log of Vault, then of Conjur. */
  readonly sums?: Readonly<Record<string, readonly [number, number]>>;
}

const watched = [
  'audit_denied_streak_reached_total',
  'audit_distinct_secrets_reached_total',
  'audit_new_address_total',
  'audit_plaintext_secrets_total',
  'failed logins',
  'denied',
];

const signs: Readonly<Record<string, Signs>> = {
  'brute-force': { sums: { 'failed logins': [60, 60] } },
  'denied-streak': {
    sums: { denied: [35, 7], audit_denied_streak_reached_total: [1, 1] },
  },
  'new-address': { sums: { audit_new_address_total: [1, 1] } },
  'leaked-credential': {
    conjur: { unknown_identity: 1 },
    // Request and response.
    sums: { audit_plaintext_secrets_total: [2, 1], denied: [1, 0], 'failed logins': [0, 1] },
  },
  'secret-dump': { sums: { audit_distinct_secrets_reached_total: [1, 1] } },
  'root-token': {
    vault: { root_token_generation_started: 1, root_token_generated: 1, root_token_used: 10 },
    server: { root_token_generation_started: 1, root_token_generated: 1 },
    sums: { audit_new_address_total: [1, 0] },
  },
  'audit-device-disabled': { vault: { audit_device_disabled: 1 }, server: { audit_device_disabled: 1 } },
  'policy-change': {
    vault: { policy_changed: 2, auth_method_enabled: 1, secrets_engine_enabled: 1, audit_device_enabled: 1 },
    server: { auth_method_enabled: 1, secrets_engine_enabled: 1, audit_device_enabled: 1 },
  },
  'conjur-takeover': {
    conjur: { admin_login: 2, api_key_rotated_for_other: 2, authenticator_changed: 1 },
  },
  'conjur-unknown-names': { conjur: { unknown_identity: 12 }, sums: { 'failed logins': [0, 12] } },
  'host-denied': { sums: { denied: [0, 8] } },
  rekey: { vault: { rekey_started: 1, rekey_finished: 1 }, server: { rekey_started: 1, rekey_finished: 1 } },
  'long-lived-token': {},
  'storage-access': { vault: { raw_storage_accessed: 3, snapshot_taken: 1 } },
  'plugin-change': { vault: { plugin_catalog_changed: 1, quota_changed: 1 } },
  'revoked-token': { sums: { denied: [700, 0], audit_denied_streak_reached_total: [1, 0] } },
  'audit-failure': { server: { audit_device_failed: 5, audit_failure: 1 } },
  'leader-flapping': { server: { leadership_lost: 6, leadership_acquired: 6 } },
  seal: { vault: { seal_requested: 1 }, server: { sealed: 1, unsealed: 1 } },
};

const sum = (series: Readonly<Record<string, number>>, having = '') =>
  Object.entries(series).reduce((total, [labels, value]) => total + (labels.includes(having) ? value : 0), 0);

/** Denied and failed calls of the lines of yesterday are usual ones. */
function sumOf(replay: Replay, metric: string): number {
  if (metric === 'failed logins')
    return sum(replay.series('audit_authentications_total'), 'outcome="failed"');
  if (metric === 'denied') return sum(replay.series('audit_denied_total'));
  return sum(replay.series(metric));
}

const history = yesterdaysLines({ seed: 7, clock: manualClock(start) });
const before = [
  replayPreset('vault-audit', ...history.vaultAudit),
  replayPreset('conjur', ...history.conjurAudit),
];

test('the table has every scenario', () => {
  assert.deepEqual(Object.keys(signs).sort(), scenarios.map(({ name }) => name).sort());
});

for (const scenario of scenarios) {
  test(`${scenario.name}: just the signs that it is about`, () => {
    const { vaultAudit, vaultServer, conjurAudit } = play(scenario);
    const { vault = {}, server = {}, conjur = {}, sums = {} } = signs[scenario.name]!;
    assert.deepEqual(vaultAudit.events(), vault);
    assert.deepEqual(vaultServer.events(), server);
    assert.deepEqual(conjurAudit.events(), conjur);
    const found = watched.map((metric) => [
      metric,
      sumOf(vaultAudit, metric) - sumOf(before[0]!, metric),
      sumOf(conjurAudit, metric) - sumOf(before[1]!, metric),
    ]);
    assert.deepEqual(
      found,
      watched.map((metric) => [metric, ...(sums[metric] ?? [0, 0])]),
    );
  });
}

test('long-lived-token: two tokens of a year, one of them an orphan', () => {
  const { vaultAudit } = play(scenarios.find(({ name }) => name === 'long-lived-token')!);
  assert.deepEqual(vaultAudit.series('audit_vault_tokens_created_total'), {
    'token_type="service",endpoint="create"': 1,
    'token_type="service",endpoint="create_orphan"': 1,
  });
  const buckets = vaultAudit
    .exposition()
    .matchAll(/_ttl_seconds_bucket\{.*mount_type="token",le="([^"]+)"\} (\d+)/g);
  const below = new Map(
    Array.from(buckets, ([, le, count]) => [Number(le!.replace('+Inf', 'Infinity')), Number(count)]),
  );
  assert.deepEqual([below.get(2_764_800), below.get(31_536_000), below.get(Infinity)], [0, 2, 2]);
});

test('while Vault is sealed its logs are silent, and Conjur is not', () => {
  const { lines } = play(scenarios.find(({ name }) => name === 'seal')!);
  const last = JSON.parse(lines.vaultAudit.at(-1)!);
  // Written down before Vault seals itself, and never answered.
  assert.deepEqual([last.type, last.request.path], ['request', 'sys/seal']);
});

test('every scenario is done within half a minute, but for the unsealing', () => {
  for (const scenario of scenarios) {
    const { lines } = play(scenario);
    const times = [
      ...[...lines.vaultAudit, ...lines.conjurAudit].map((line) => {
        const { time, ISODATE } = JSON.parse(line);
        return Date.parse(time ?? ISODATE);
      }),
      ...lines.vaultServer
        .filter((line) => !line.includes('unseal'))
        .map((line) => Date.parse(line.slice(0, 24))),
    ];
    assert.ok(Math.max(...times) - start <= 30_000, scenario.name);
  }
});
