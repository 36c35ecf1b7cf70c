import assert from 'node:assert/strict';
import { test } from 'node:test';
import { replayPreset } from './support/truth/replay-preset.js';
import { callLines, permissionDenied, requestLine, systemCall } from './support/truth/vault-entry.js';

const events = (...lines: string[]) => replayPreset('vault-audit', ...lines).events();
const root = { auth: { display_name: 'root', policies: ['root'] } };
const create = (policies: readonly string[], path = 'auth/token/create') =>
  callLines({
    request: { operation: 'update', path, mount_type: 'token', mount_point: 'auth/token/' },
    response: { auth: { client_token: 'hmac-sha256:1', policies, token_ttl: 3600, token_type: 'service' } },
  });

for (const [operation, path, event] of [
  ['update', 'sys/audit/file', 'audit_device_enabled'],
  ['delete', 'sys/audit/file', 'audit_device_disabled'],
  ['update', 'sys/config/auditing/request-headers/x-user', 'audited_headers_changed'],
  ['update', 'sys/policies/acl/admin', 'policy_changed'],
  ['update', 'sys/policy/admin', 'policy_changed'],
  ['delete', 'sys/policies/egp/office-hours', 'policy_changed'],
  ['update', 'sys/auth/github', 'auth_method_enabled'],
  ['delete', 'sys/auth/github', 'auth_method_disabled'],
  ['update', 'sys/auth/github/tune', 'mount_tuned'],
  ['update', 'sys/mounts/team/kv/tune', 'mount_tuned'],
  ['update', 'sys/mounts/tune', 'secrets_engine_enabled'],
  ['delete', 'sys/mounts/team/kv', 'secrets_engine_disabled'],
  ['update', 'sys/remount', 'mount_moved'],
  ['read', 'sys/raw/core/keyring', 'raw_storage_accessed'],
  ['read', 'sys/storage/raft/snapshot', 'snapshot_taken'],
  ['update', 'sys/storage/raft/snapshot-force', 'snapshot_restored'],
  ['update', 'sys/storage/raft/remove-peer', 'raft_peer_removed'],
  ['update', 'sys/rotate', 'encryption_key_rotated'],
  ['update', 'sys/leases/revoke-prefix/aws', 'leases_revoked_by_prefix'],
  ['update', 'sys/quotas/rate-limit/all', 'quota_changed'],
  ['update', 'sys/plugins/catalog/secret/evil', 'plugin_catalog_changed'],
  ['update', 'sys/replication/performance/primary/enable', 'replication_changed'],
  ['update', 'sys/namespaces/finance', 'namespace_changed'],
  ['update', 'identity/mfa/login-enforcement/all', 'mfa_changed'],
  ['update', 'sys/generate-root/attempt', 'root_token_generation_started'],
  ['delete', 'sys/generate-root/attempt', 'root_token_generation_cancelled'],
  ['update', 'sys/rekey/init', 'rekey_started'],
  ['update', 'sys/rotate/root/init', 'rekey_started'],
  ['delete', 'sys/rekey-recovery-key/init', 'rekey_cancelled'],
] as const) {
  test(`${operation} of ${path} is ${event}, once`, () => {
    assert.deepEqual(events(...systemCall(operation, path)), { [event]: 1 });
  });
}

for (const [operation, path] of [
  ['read', 'sys/audit'],
  ['read', 'sys/policies/acl/admin'],
  ['list', 'sys/policies/acl'],
  ['read', 'sys/auth'],
  ['read', 'sys/generate-root/attempt'],
  ['read', 'sys/rekey/init'],
  ['read', 'sys/mounts/secret/tune'],
  ['update', 'sys/capabilities-self'],
  ['update', 'identity/mfa/method/totp/generate'],
] as const) {
  test(`${operation} of ${path} is no security event`, () => {
    assert.deepEqual(events(...systemCall(operation, path)), {});
  });
}

test('a change that was refused has not happened', () => {
  assert.deepEqual(
    events(...systemCall('update', 'sys/policies/acl/admin', { error: permissionDenied })),
    {},
  );
});

test('a change that failed at the response has not happened', () => {
  assert.deepEqual(
    events(...systemCall('update', 'sys/mounts/kv', { error: 'path is already in use at kv/' })),
    {},
  );
});

test('a secret whose path looks like an operator endpoint is no security event', () => {
  const request = { operation: 'update', path: 'secret/data/sys/audit/file' };
  assert.deepEqual(events(...callLines({ request })), {});
});

test('a seal is asked for, which is not yet a seal', () => {
  assert.deepEqual(events(requestLine({ request: { operation: 'update', path: 'sys/seal' } })), {
    seal_requested: 1,
  });
});

test('a root token counts once for each call it makes', () => {
  assert.deepEqual(events(...callLines(root), ...callLines(root)), { root_token_used: 2 });
});

test('a root token that disables an audit device is two events', () => {
  const lines = systemCall('delete', 'sys/audit/file', root);
  assert.deepEqual(events(...lines), { audit_device_disabled: 1, root_token_used: 1 });
});

test('a policy that only has root in its name is not root', () => {
  assert.deepEqual(events(...callLines({ auth: { policies: ['rooted', 'default'] } })), {});
});

test('creating a token with policy root makes a root token', () => {
  assert.deepEqual(events(...create(['root'])), { root_token_generated: 1 });
  assert.deepEqual(events(...create(['root'], 'auth/token/create-orphan')), { root_token_generated: 1 });
});

test('creating another token does not', () => assert.deepEqual(events(...create(['default'])), {}));

test('renewing a root token does not', () => {
  assert.deepEqual(events(...create(['root'], 'auth/token/renew-self')), {});
});

test('the last key share of a root generation makes a root token, those before do not', () => {
  const share = (complete: boolean) =>
    systemCall('update', 'sys/generate-root/update', {
      response: { data: { complete, nonce: 'hmac-sha256:9' } },
    });
  assert.deepEqual(events(...share(false), ...share(false)), {});
  assert.deepEqual(events(...share(false), ...share(true)), { root_token_generated: 1 });
});

test('a rekey with verification is finished when the new keys have been verified', () => {
  const update = { response: { data: { complete: true, verification_required: true } } };
  const verify = { response: { data: { complete: true } } };
  assert.deepEqual(events(...systemCall('update', 'sys/rekey/update', update)), {});
  assert.deepEqual(events(...systemCall('update', 'sys/rekey/verify', verify)), { rekey_finished: 1 });
  assert.deepEqual(events(...systemCall('update', 'sys/rekey/update', verify)), { rekey_finished: 1 });
});

test('every event is there at 0 before the first line, with its severity', () => {
  const all = replayPreset('vault-audit').all('audit_security_events_total');
  assert.equal(Object.keys(all).length, 30);
  assert.equal(all['event="root_token_generated",severity="critical"'], 0);
  assert.equal(all['event="policy_changed",severity="warning"'], 0);
  assert.equal(all['event="encryption_key_rotated",severity="info"'], 0);
});
