import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../base/random.js';
import { rootNamespace, type VaultCall } from './vault-call.js';
import { rfc3339Nano, vaultRequestLine, vaultResponseLine } from './vault-entry.js';
import { demoMounts } from './vault-mount.js';
import { newVaultToken } from './vault-token.js';

const token = newVaultToken(seededRandom(1), {
  displayName: 'ldap-zoe',
  entityId: 'e1',
  metadata: { username: 'zoe' },
  policies: ['default', 'team'],
  issued: '2026-11-21T06:00:00Z',
  ttl: 3600,
});
const call: VaultCall = {
  id: 'r1',
  operation: 'read',
  path: 'secret/data/a',
  mount: demoMounts.kv,
  namespace: rootNamespace,
  token,
  address: '192.0.2.1',
  port: 4711,
  answer: { data: { data: { a: 'hmac-sha256:0' } } },
};
const time = Date.parse('2026-11-21T06:10:01.123Z') + 0.5;

function lines(change: Partial<VaultCall>) {
  const changed = { ...call, ...change };
  return [vaultRequestLine(changed, time), vaultResponseLine(changed, time)].map((line) => JSON.parse(line));
}

test('a granted call carries its token, no error, and a response on the second line only', () => {
  const [request, response] = lines({});
  assert.deepEqual(Object.keys(request), ['auth', 'request', 'time', 'type']);
  assert.deepEqual(Object.keys(response), ['auth', 'request', 'response', 'time', 'type']);
  assert.deepEqual(response.auth, request.auth);
  assert.deepEqual(response.request, request.request);
  assert.equal(request.auth.display_name, 'ldap-zoe');
  assert.equal(request.auth.policy_results.allowed, true);
  assert.deepEqual([request.type, response.type], ['request', 'response']);
});

test('a refusal stands on both lines', () => {
  for (const line of lines({ answer: { denied: true } })) {
    assert.equal(line.error, '1 error occurred:\n\t* permission denied\n\n');
    assert.deepEqual(line.auth.policy_results, { allowed: false });
  }
});

test('a login has no token before it, and the new one on the response', () => {
  const [request, response] = lines({ token: undefined, answer: { auth: token } });
  assert.deepEqual(request.auth, { policy_results: { allowed: true }, token_type: 'default' });
  assert.equal(response.auth.display_name, 'ldap-zoe');
  assert.equal(response.response.auth.token_ttl, 3600);
});

test('a failed login has its error on the response alone', () => {
  const [request, response] = lines({ token: undefined, answer: { error: 'invalid credentials' } });
  assert.equal(request.error, undefined);
  assert.equal(response.error, 'invalid credentials');
  assert.equal(response.response.auth, undefined);
});

test('keys of the request are in the order of Vault 1.17 and later', () => {
  const keys = Object.keys(lines({ data: {} })[0].request);
  assert.deepEqual(keys, [...keys].sort());
});

test('time has nine digits', () => {
  assert.equal(rfc3339Nano(time), '2026-11-21T06:10:01.123500000Z');
  assert.equal(rfc3339Nano(0), '1970-01-01T00:00:00.000000000Z');
});
