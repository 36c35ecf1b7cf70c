import assert from 'node:assert/strict';
import { test } from 'node:test';
import { replayPreset } from './support/truth/replay-preset.js';
import { callLines, permissionDenied } from './support/truth/vault-entry.js';

const replay = (...lines: string[]) => replayPreset('vault-audit', ...lines);
const accesses = (
  operation: string,
  path: string,
  mount_type: string | undefined = 'kv',
  mount_point = 'secret/',
) =>
  replay(...callLines({ request: { operation, path, mount_type, mount_point } })).series(
    'audit_secret_accesses_total',
  );

for (const [operation, path, kind] of [
  ['read', 'secret/data/app/db', 'read'],
  ['create', 'secret/data/app/db', 'write'],
  ['update', 'secret/data/app/db', 'write'],
  ['patch', 'secret/data/app/db', 'write'],
  ['delete', 'secret/data/app/db', 'delete'],
  ['update', 'secret/delete/app/db', 'delete'],
  ['update', 'secret/destroy/app/db', 'delete'],
  ['update', 'secret/undelete/app/db', 'write'],
  ['delete', 'secret/metadata/app/db', 'delete'],
  ['read', 'secret/data/metadata/x', 'read'],
  ['read', 'secret/app/config', 'read'],
] as const) {
  test(`KV: ${operation} of ${path} is a ${kind}`, () => {
    assert.deepEqual(accesses(operation, path), { [`operation="${kind}",outcome="success"`]: 1 });
  });
}

for (const [operation, path] of [
  ['list', 'secret/metadata/app/'],
  ['list', 'secret/app/'],
  ['scan', 'secret/metadata/'],
  ['read', 'secret/metadata/app/db'],
  ['update', 'secret/metadata/app/db'],
  ['read', 'secret/metadata/data/db'],
  ['read', 'secret/subkeys/app/db'],
  ['update', 'secret/config'],
  ['help', 'secret/data/app/db'],
] as const) {
  test(`KV: ${operation} of ${path} is browsing`, () => assert.deepEqual(accesses(operation, path), {}));
}

test('KV on a mount of two segments', () => {
  const team = (path: string) => accesses('read', path, 'kv', 'team/kv/');
  assert.deepEqual(team('team/kv/data/x'), { 'operation="read",outcome="success"': 1 });
  assert.deepEqual(team('team/kv/metadata/x'), {});
  assert.deepEqual(team('team/kv/metadata/data/x'), {});
});

for (const [operation, path, type] of [
  ['read', 'database/creds/app', 'database'],
  ['read', 'database/static-creds/app', 'database'],
  ['update', 'aws/sts/deploy', 'aws'],
  ['update', 'pki/issue/web', 'pki'],
  ['update', 'ssh/sign/ops', 'ssh'],
  ['read', 'gcp/roleset/ci/token', 'gcp'],
  ['read', 'totp/code/alice', 'totp'],
  ['update', 'ldap/library/ops/check-out', 'ldap'],
  ['read', 'transit/export/encryption-key/app', 'transit'],
] as const) {
  test(`${operation} of ${path} gives out a secret`, () => {
    assert.deepEqual(accesses(operation, path, type), { 'operation="read",outcome="success"': 1 });
  });
}

for (const [operation, path, type] of [
  ['update', 'database/config/app', 'database'],
  ['read', 'database/roles/app', 'database'],
  ['read', 'pki/cert/ca', 'pki'],
  ['update', 'transit/encrypt/app', 'transit'],
  ['read', 'auth/aws/role/sts/x', 'aws'],
  ['update', 'auth/ldap/login/creds/x', 'ldap'],
  ['read', 'cubbyhole/response', 'cubbyhole'],
] as const) {
  test(`${operation} of ${path} does not`, () => assert.deepEqual(accesses(operation, path, type), {}));
}

test('entries without mount type (before Vault 1.5) are told by the path of KV v2', () => {
  const old = (path: string) =>
    replay(
      ...callLines({
        request: { path, mount_type: undefined, mount_point: undefined },
        response: { mount_type: undefined },
      }),
    );
  assert.deepEqual(old('kv-v2/data/x').series('audit_secret_accesses_total'), {
    'operation="read",outcome="success"': 1,
  });
  assert.deepEqual(old('auth/token/lookup-self').series('audit_secret_accesses_total'), {});
});

test('an access that was refused', () => {
  const { series } = replay(...callLines({ error: permissionDenied }));
  assert.deepEqual(series('audit_secret_accesses_total'), { 'operation="read",outcome="denied"': 1 });
});

const login = (path: string, mount_type: string, rest: Parameters<typeof callLines>[0]) =>
  callLines({ ...rest, request: { operation: 'update', path, mount_type, mount_point: 'auth/x/' } });
const token = {
  client_token: 'hmac-sha256:1',
  accessor: 'hmac-sha256:2',
  policies: ['default'],
  token_ttl: 3600,
};

test('a login is a response with a new token', () => {
  const { series } = replay(...login('auth/userpass/login/eve', 'userpass', { response: { auth: token } }));
  assert.deepEqual(series('audit_authentications_total'), { 'method="userpass",outcome="success"': 1 });
  assert.deepEqual(series('audit_vault_logins_total'), {
    'mount_type="userpass",mount_point="auth/x/",result="success"': 1,
  });
});

test('wrong credentials are a failed login and no denial', () => {
  const { series } = replay(
    ...login('auth/userpass/login/eve', 'userpass', { error: 'invalid credentials' }),
  );
  assert.deepEqual(series('audit_authentications_total'), { 'method="userpass",outcome="failed"': 1 });
  assert.deepEqual(series('audit_denied_total'), {});
});

test('a login that is answered with permission denied (Kubernetes, JWT) failed', () => {
  const { series } = replay(...login('auth/kubernetes/login', 'kubernetes', { error: 'permission denied' }));
  assert.deepEqual(series('audit_authentications_total'), { 'method="kubernetes",outcome="failed"': 1 });
});

test('the first half of a login with MFA is no login, the second is', () => {
  const first = login('auth/userpass/login/eve', 'userpass', { response: { auth: { policies: null } } });
  assert.deepEqual(replay(...first).series('audit_authentications_total'), {});
  const second = callLines({
    request: { operation: 'update', path: 'sys/mfa/validate', mount_type: 'system' },
    response: { auth: token },
  });
  assert.deepEqual(replay(...second).series('audit_authentications_total'), {
    'method="system",outcome="success"': 1,
  });
});

test('an OIDC callback is a login', () => {
  const request = { path: 'auth/corp/oidc/callback', mount_type: 'oidc' };
  const { series } = replay(...callLines({ request, response: { auth: token } }));
  assert.deepEqual(series('audit_authentications_total'), { 'method="oidc",outcome="success"': 1 });
});

for (const path of [
  'auth/approle/role/login',
  'auth/userpass/users/login/password',
  'auth/token/lookup-self',
]) {
  test(`a refused update of ${path} is no failed login`, () => {
    const request = { operation: 'update', path, mount_type: 'approle' };
    const { series } = replay(...callLines({ request, error: permissionDenied }));
    assert.deepEqual(series('audit_authentications_total'), {});
  });
}

test('a new token brings its time to live, a renewed one does not', () => {
  const created = {
    request: { operation: 'update', path: 'auth/token/create', mount_type: 'token' },
    response: { auth: token },
  };
  const renewed = { ...created, request: { ...created.request, path: 'auth/token/renew-self' } };
  const { exposition, series } = replay(...callLines(created), ...callLines(renewed));
  assert.match(exposition(), /audit_vault_token_ttl_seconds_count\{[^}]*mount_type="token"\} 1\n/);
  assert.match(exposition(), /audit_vault_token_ttl_seconds_sum\{[^}]*mount_type="token"\} 3600\n/);
  assert.deepEqual(series('audit_vault_tokens_created_total'), { 'token_type="-",endpoint="create"': 1 });
});

test('a path never becomes a label', () => {
  const needle = 'needle-in-a-path';
  const { exposition } = replay(
    ...callLines({ request: { path: `secret/data/${needle}` }, error: `no ${needle}` }),
  );
  assert.doesNotMatch(exposition(), new RegExp(needle));
});
