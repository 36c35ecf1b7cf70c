import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presetFixture, replayPreset } from './support/truth/replay-preset.js';
import { serverJson, serverLine } from './support/truth/server-line.js';

const replay = (...lines: string[]) => replayPreset('vault-server', ...lines);
const events = (...lines: string[]) => replay(...lines).events();

for (const line of [
  serverLine('security barrier not initialized'),
  serverLine('successfully mounted: type=kv version="" path=kv/ namespace="ID: root. Path: "'),
  serverLine('unsealed with stored key'),
  serverLine('marked as sealed'),
  serverLine('automatic barrier key rotation triggered: reason=x'),
  serverLine('entering standby mode'),
  serverLine('vault is sealed', 'secrets.evil.evil_1a2b'),
  serverLine('cannot do it: error="core: root token generated"', 'core', '[ERROR]'),
  serverLine('Vault shutdown triggered', 'core'),
  serverJson('collecting', { message: 'root token generated' }),
  '  | 2026-11-21T06:59:03.001Z [INFO]  core: root token generated',
]) {
  test(`no security event: ${line}`, () => assert.deepEqual(events(line), {}));
}

test('an auto-unseal is one unseal', () => {
  const lines = [
    'vault is unsealed',
    'entering standby mode',
    'acquired lock, enabling active operation',
    'unsealed with stored key',
  ];
  assert.deepEqual(events(...lines.map((line) => serverLine(line))), { leadership_acquired: 1, unsealed: 1 });
});

test('a seal is three lines and one event', () => {
  const lines = [
    'marked as sealed',
    'pre-seal teardown starting',
    'pre-seal teardown complete',
    'vault is sealed',
  ];
  assert.deepEqual(events(...lines.map((line) => serverLine(line))), { sealed: 1 });
});

test('revoked leases are noise: no event, no security event', () => {
  const line = serverJson('revoked lease', { lease_id: 'auth/kubernetes/login/h1d7503' }, 'expiration');
  const { lines, events, series } = replay(...Array.from({ length: 50 }, () => line));
  assert.deepEqual([events(), series('audit_events_total')], [{}, {}]);
  assert.deepEqual(series('audit_vault_server_log_messages_total'), {
    'level="info",logger="expiration"': 50,
  });
  assert.deepEqual(lines, { event: 50, ignored: 0, invalid: 0, tooLong: 0 });
});

test('the logger is labelled up to its first dot', () => {
  const { series } = replay(
    serverLine('x', 'core.cluster-listener.tcp'),
    serverLine('y', 'secrets.kv.kv_1a2b', '[WARN] '),
    '2026-11-21T06:59:03Z [WARN]  no `api_addr` value specified',
  );
  assert.deepEqual(series('audit_vault_server_log_messages_total'), {
    'level="info",logger="core"': 1,
    'level="warn",logger="secrets"': 1,
    'level="warn",logger="-"': 1,
  });
});

test('audit failures by phase, of one device and of all', () => {
  const { series } = replay(
    serverLine('backend failed to log request: backend=file/ error="x"', 'audit', '[ERROR]'),
    serverLine('failed to audit request: path=x error="y"', 'core', '[ERROR]'),
  );
  assert.deepEqual(series('audit_vault_server_audit_failures_total'), {
    'phase="request",scope="device"': 1,
    'phase="request",scope="all"': 1,
  });
  assert.deepEqual(series('audit_events_total'), { 'outcome="failed"': 2 });
});

test('entries of an audit device in the same file count nothing', () => {
  const { lines, events } = replay(
    '{"time":"2026-11-21T06:10:05Z","type":"request","request":{"path":"sys/seal","operation":"update"}}',
    '<38>Nov 21 06:59:01 vault[4711]: {"time":"2026-11-21T06:10:05Z","type":"response","error":"[INFO] core: vault is sealed"}',
  );
  assert.deepEqual([lines.ignored, lines.invalid, events()], [2, 0, {}]);
});

test('the latest event has the time of the message, not of the syslog header', () => {
  const { series } = replay(`Nov 20 00:00:00 vm vault[1]: ${serverLine('vault is sealed')}`);
  assert.equal(series('audit_last_event_timestamp_seconds')[''], Date.UTC(2026, 10, 21, 6, 59, 3, 1) / 1000);
});

test('an initialisation, a root generation and a shutdown from start to end', () => {
  const { lines, events } = replayPreset('vault-server', presetFixture('vault-server.log'));
  assert.deepEqual(lines, { event: 31, ignored: 6, invalid: 1, tooLong: 0 });
  assert.deepEqual(events(), {
    audit_device_enabled: 1,
    audit_device_failed: 1,
    audit_failure: 1,
    auth_method_enabled: 1,
    barrier_initialized: 1,
    lease_revocation_failed: 1,
    root_token_generated: 2,
    root_token_generation_started: 1,
    sealed: 1,
    secrets_engine_enabled: 1,
    shutdown: 1,
    unsealed: 1,
  });
});

test('every event is there at 0 before the first line, with its severity', () => {
  const all = replay().all('audit_security_events_total');
  assert.equal(all['event="sealed",severity="critical"'], 0);
  assert.equal(all['event="unsealed",severity="info"'], 0);
  assert.equal(all['event="shutdown",severity="critical"'], 0);
});
