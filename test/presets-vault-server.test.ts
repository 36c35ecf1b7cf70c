import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presetFixture, replayPreset } from './support/truth/replay-preset.js';

const replay = (...lines: string[]) => replayPreset('vault-server', ...lines);
const events = (...lines: string[]) => replay(...lines).events();
const text = (message: string, module = 'core', level = '[INFO] ') =>
  `2026-11-21T06:59:03.001Z ${level} ${module}: ${message}`;
const json = (message: string, rest: object = {}, module = 'core', level = 'info') =>
  JSON.stringify({
    '@level': level,
    '@message': message,
    '@module': module,
    '@timestamp': '2026-11-21T06:59:03.001000Z',
    ...rest,
  });

// The ten expressions of HashiCorp's "Day 1" article, as native lines.
const dayOne = [
  ['root token generated', 'root_token_generated', 'root_token_generated'],
  [
    'enabled credential backend: path=userpass/ type=userpass version="v1.21.0+builtin.vault"',
    'auth_method_enabled',
    'credential_backend_enabled',
  ],
  ['vault is sealed', 'sealed', 'sealed'],
  ['vault is unsealed', 'unsealed', 'unsealed'],
  [
    'root generation initialized: nonce=11111111-2222-3333-4444-555555555555',
    'root_token_generation_started',
    'root_generation_initialized',
  ],
  [
    'root generation finished: nonce=11111111-2222-3333-4444-555555555555',
    'root_token_generated',
    'root_generation_finished',
  ],
  [
    'rekey initialized: nonce=1 shares=5 threshold=3 validation_required=false backup=false',
    'rekey_started',
    'rekey_initialized',
  ],
  ['security barrier rekeyed: stored=1 shares=5 threshold=3', 'rekey_finished', 'barrier_rekeyed'],
  [
    'security barrier initialized: stored=1 shares=5 threshold=3',
    'barrier_initialized',
    'barrier_initialized',
  ],
] as const;

const wrappers: readonly (readonly [string, (line: string) => string])[] = [
  ['native', (line) => line],
  ['rsyslog, traditional', (line) => `Nov 21 06:55:23 vm vault[4711]: ${line}`],
  ['rsyslog, ISO time', (line) => `2026-11-21T06:55:23.811684+00:00 vm bao[4711]: ${line}`],
  ['RFC 5424', (line) => `<30>1 2026-11-21T06:55:23.812592+00:00 vm openbao 4711 - -  ${line}`],
  ['JSON template of rsyslog', (line) => JSON.stringify({ program: 'vault', message: ` ${line}` })],
  ['format-json of syslog-ng', (line) => JSON.stringify({ PROGRAM: 'vault', MESSAGE: line })],
  ['docker', (line) => JSON.stringify({ log: `${line}\n`, stream: 'stdout' })],
  ['docker compose', (line) => `vault-node-1  | ${line}`],
  ['CRI', (line) => `2026-11-21T06:55:23.811684Z stdout F ${line}`],
];

for (const [where, wrap] of wrappers) {
  test(`the ten events of Day 1: ${where}`, () => {
    const { events, series } = replay(
      ...dayOne.map(([message]) => wrap(text(message))),
      wrap('==> Vault shutdown triggered'),
    );
    assert.deepEqual(events(), {
      auth_method_enabled: 1,
      barrier_initialized: 1,
      rekey_finished: 1,
      rekey_started: 1,
      root_token_generated: 2,
      root_token_generation_started: 1,
      sealed: 1,
      shutdown: 1,
      unsealed: 1,
    });
    assert.deepEqual(series('audit_events_total'), { 'outcome="success"': 10 });
  });
}

for (const [message, event, name] of dayOne) {
  test(`as JSON: ${message.split(':')[0]}`, () => {
    const [fixed = '', args] = message.split(': ');
    const { events, series } = replay(json(fixed, args === undefined ? {} : { nonce: '1', shares: 5 }));
    assert.deepEqual(events(), { [event]: 1 });
    assert.deepEqual(series('audit_vault_server_events_total'), { [`event="${name}",level="info"`]: 1 });
  });
}

for (const [line, event] of [
  ['2016/06/28 13:24:54 [INFO] core: root token generated', 'root_token_generated'],
  ['2018/02/09 18:16:46.264555 [INFO ] core: vault is unsealed', 'unsealed'],
  [
    '2026-11-21T06:59:03.001+0100 [INFO]  seals: rotation initialized: namespace="" nonce=1 shares=1 threshold=1',
    'rekey_started',
  ],
  [
    '2026-11-21T06:59:03.001Z [INFO]  seals: root key rotated: namespace="" shares=1 threshold=1',
    'rekey_finished',
  ],
  ['2026-11-21T06:59:03.001Z [INFO]  seals: unsealed namespace: namespace=finance/', 'namespace_unsealed'],
  ['2026-11-21T06:59:03.001Z [WARN]  core: OpenBao is sealed', 'sealed'],
  ['==> OpenBao shutdown triggered', 'shutdown'],
  [
    text('enabled credential backend: namespace="" path=github/ type=github version=""'),
    'auth_method_enabled',
  ],
  [text('disabled credential backend: path=github/'), 'auth_method_disabled'],
  [text('successful mount: namespace="" path=kv/ type=kv version=""'), 'secrets_engine_enabled'],
  [text('successfully unmounted: path=kv/ namespace=""'), 'secrets_engine_disabled'],
  [text('enabled audit backend: path=file/ type=file'), 'audit_device_enabled'],
  [text('disabled audit backend: path=file/'), 'audit_device_disabled'],
  [
    text('backend failed to log request: backend=file/ error="no space left on device"', 'audit', '[ERROR]'),
    'audit_device_failed',
  ],
  [text('log request underlying pipeline error(s): error="x"', 'audit', '[ERROR]'), 'audit_device_failed'],
  [
    '[ERROR] audit: backend failed to log response: backend=syslog/ error=write unixgram ->/run/log: message too long',
    'audit_device_failed',
  ],
  [
    text('failed to audit request: path=secret/data/x error="1 error occurred"', 'core', '[ERROR]'),
    'audit_failure',
  ],
  [text('failed to audit response: request_path=sys/mounts error="x"', 'core', '[ERROR]'), 'audit_failure'],
  [text('leadership lost, stopping active operation', 'core', '[WARN] '), 'leadership_lost'],
  [text('acquired lock, enabling active operation'), 'leadership_acquired'],
  [text('stepping down from active operation to standby', 'core', '[WARN] '), 'stepped_down'],
  [
    text(
      'failed to encrypt seal health test value, seal backend may be unreachable: error="x"',
      'core',
      '[WARN] ',
    ),
    'seal_unhealthy',
  ],
  [text('root generation aborted: error="x"', 'core', '[ERROR]'), 'root_token_generation_aborted'],
  [text('recovery operation token generation finished: nonce=1'), 'operation_token_generated'],
  [text('installed new encryption key'), 'encryption_key_rotated'],
  [text('applying snapshot'), 'snapshot_restored'],
  [
    text('permission denied as the entity on the token is disabled', 'core', '[WARN] '),
    'disabled_entity_used',
  ],
] as const) {
  test(`${event}: ${line}`, () => assert.deepEqual(events(line), { [event]: 1 }));
}

for (const line of [
  text('security barrier not initialized'),
  text('successfully mounted: type=kv version="" path=kv/ namespace="ID: root. Path: "'),
  text('unsealed with stored key'),
  text('marked as sealed'),
  text('automatic barrier key rotation triggered: reason=x'),
  text('entering standby mode'),
  text('vault is sealed', 'secrets.evil.evil_1a2b'),
  text('cannot do it: error="core: root token generated"', 'core', '[ERROR]'),
  text('Vault shutdown triggered', 'core'),
  json('collecting', { message: 'root token generated' }),
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
  assert.deepEqual(events(...lines.map((line) => text(line))), { leadership_acquired: 1, unsealed: 1 });
});

test('a seal is three lines and one event', () => {
  const lines = [
    'marked as sealed',
    'pre-seal teardown starting',
    'pre-seal teardown complete',
    'vault is sealed',
  ];
  assert.deepEqual(events(...lines.map((line) => text(line))), { sealed: 1 });
});

test('revoked leases are noise: no event, no security event', () => {
  const line = json('revoked lease', { lease_id: 'auth/kubernetes/login/h1d7503' }, 'expiration');
  const { lines, events, series } = replay(...Array.from({ length: 50 }, () => line));
  assert.deepEqual([events(), series('audit_events_total')], [{}, {}]);
  assert.deepEqual(series('audit_vault_server_log_messages_total'), {
    'level="info",logger="expiration"': 50,
  });
  assert.deepEqual(lines, { event: 50, ignored: 0, invalid: 0, tooLong: 0 });
});

test('the logger is labelled up to its first dot', () => {
  const { series } = replay(
    text('x', 'core.cluster-listener.tcp'),
    text('y', 'secrets.kv.kv_1a2b', '[WARN] '),
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
    text('backend failed to log request: backend=file/ error="x"', 'audit', '[ERROR]'),
    text('failed to audit request: path=x error="y"', 'core', '[ERROR]'),
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
  const { series } = replay(`Nov 20 00:00:00 vm vault[1]: ${text('vault is sealed')}`);
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
