import assert from 'node:assert/strict';
import { test } from 'node:test';
import { replayPreset } from './support/truth/replay-preset.js';
import { serverJson, serverLine } from './support/truth/server-line.js';

const replay = (...lines: string[]) => replayPreset('vault-server', ...lines);
const events = (...lines: string[]) => replay(...lines).events();
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
      ...dayOne.map(([message]) => wrap(serverLine(message))),
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
    const { events, series } = replay(serverJson(fixed, args === undefined ? {} : { nonce: '1', shares: 5 }));
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
    serverLine('enabled credential backend: namespace="" path=github/ type=github version=""'),
    'auth_method_enabled',
  ],
  [serverLine('disabled credential backend: path=github/'), 'auth_method_disabled'],
  [serverLine('successful mount: namespace="" path=kv/ type=kv version=""'), 'secrets_engine_enabled'],
  [serverLine('successfully unmounted: path=kv/ namespace=""'), 'secrets_engine_disabled'],
  [serverLine('enabled audit backend: path=file/ type=file'), 'audit_device_enabled'],
  [serverLine('disabled audit backend: path=file/'), 'audit_device_disabled'],
  [
    serverLine(
      'backend failed to log request: backend=file/ error="no space left on device"',
      'audit',
      '[ERROR]',
    ),
    'audit_device_failed',
  ],
  [
    serverLine('log request underlying pipeline error(s): error="x"', 'audit', '[ERROR]'),
    'audit_device_failed',
  ],
  [
    '[ERROR] audit: backend failed to log response: backend=syslog/ error=write unixgram ->/run/log: message too long',
    'audit_device_failed',
  ],
  [
    serverLine('failed to audit request: path=secret/data/x error="1 error occurred"', 'core', '[ERROR]'),
    'audit_failure',
  ],
  [
    serverLine('failed to audit response: request_path=sys/mounts error="x"', 'core', '[ERROR]'),
    'audit_failure',
  ],
  [serverLine('leadership lost, stopping active operation', 'core', '[WARN] '), 'leadership_lost'],
  [serverLine('acquired lock, enabling active operation'), 'leadership_acquired'],
  [serverLine('stepping down from active operation to standby', 'core', '[WARN] '), 'stepped_down'],
  [
    serverLine(
      'failed to encrypt seal health test value, seal backend may be unreachable: error="x"',
      'core',
      '[WARN] ',
    ),
    'seal_unhealthy',
  ],
  [serverLine('root generation aborted: error="x"', 'core', '[ERROR]'), 'root_token_generation_aborted'],
  [serverLine('recovery operation token generation finished: nonce=1'), 'operation_token_generated'],
  [serverLine('installed new encryption key'), 'encryption_key_rotated'],
  [serverLine('applying snapshot'), 'snapshot_restored'],
  [
    serverLine('permission denied as the entity on the token is disabled', 'core', '[WARN] '),
    'disabled_entity_used',
  ],
] as const) {
  test(`${event}: ${line}`, () => assert.deepEqual(events(line), { [event]: 1 }));
}
