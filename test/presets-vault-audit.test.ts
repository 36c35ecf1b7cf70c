import assert from 'node:assert/strict';
import { test } from 'node:test';
import { replayPreset } from './support/truth/replay-preset.js';
import { callLines, permissionDenied, requestLine, responseLine } from './support/truth/vault-entry.js';

const replay = (...lines: string[]) => replayPreset('vault-audit', ...lines);
const outcomes = (...lines: string[]) => replay(...lines).series('audit_events_total');
const anonymous = {
  display_name: undefined,
  policies: undefined,
  client_token: undefined,
  accessor: undefined,
};

test('a call is two lines and one event', () => {
  const { lines, series } = replay(...callLines());
  assert.deepEqual(series('audit_events_total'), { 'outcome="success"': 1 });
  assert.deepEqual(lines, { event: 2, ignored: 0, invalid: 0, tooLong: 0 });
});

test('a refusal by policy is denied once, for its user', () => {
  const { series } = replay(...callLines({ error: permissionDenied }));
  assert.deepEqual(series('audit_events_total'), { 'outcome="denied"': 1 });
  assert.deepEqual(series('audit_denied_total'), { 'user="userpass-alice",operation="read"': 1 });
});

for (const [what, error] of [
  ['alone', 'permission denied'],
  ['with an invalid token', '2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n'],
  ['as the second of two', '2 errors occurred:\n\t* egp policy "x" denied\n\t* permission denied\n\n'],
  ['of releases before 1.0', '1 error occurred:\n\n* permission denied'],
  ['on one line', '1 error occurred: * permission denied'],
  ['of a missing token in old releases', 'missing client token'],
] as const) {
  test(`denied: ${what}`, () =>
    assert.deepEqual(outcomes(responseLine({ error })), { 'outcome="denied"': 1 }));
}

for (const [what, error] of [
  ['a database refused Vault', '1 error occurred:\n\t* pq: permission denied for schema public\n\n'],
  [
    'the path of the caller stands in the text',
    'no handler for route "x/permission denied". route entry not found.',
  ],
  ['the credentials were wrong', 'invalid credentials'],
  ['the path is not supported', '1 error occurred:\n\t* unsupported path\n\n'],
] as const) {
  test(`failed, not denied: ${what}`, () => {
    assert.deepEqual(outcomes(responseLine({ error })), { 'outcome="failed"': 1 });
  });
}

test('a denial by the engine has policy_results.allowed true and is denied all the same', () => {
  const parts = { error: permissionDenied, auth: { policy_results: { allowed: true } } };
  assert.deepEqual(outcomes(...callLines(parts)), { 'outcome="denied"': 1 });
});

test('a token that Vault does not know has the user "-"', () => {
  const { series } = replay(...callLines({ error: 'permission denied', auth: anonymous }));
  assert.deepEqual(series('audit_denied_total'), { 'user="-",operation="read"': 1 });
});

test('the empty error of old releases is a success', () => {
  assert.deepEqual(outcomes(...callLines({ error: '' })), { 'outcome="success"': 1 });
});

test('a seal has a request only, and counts', () => {
  const line = requestLine({ request: { operation: 'update', path: 'sys/seal' } });
  assert.deepEqual(outcomes(line), { 'outcome="success"': 1 });
});

test('a help page has a request only, and would count once if it had a response', () => {
  const help = { request: { operation: 'help' } };
  assert.deepEqual(outcomes(requestLine(help)), { 'outcome="success"': 1 });
  assert.deepEqual(outcomes(...callLines(help)), { 'outcome="success"': 1 });
});

test('a rejection by a rate limit has a request only, and failed', () => {
  const error = 'request path "secret/data/permission denied": rate limit quota exceeded';
  assert.deepEqual(outcomes(requestLine({ error, auth: anonymous })), { 'outcome="failed"': 1 });
});

test('a lease count quota counts at the response', () => {
  const { series } = replay(...callLines({ error: 'lease count quota exceeded' }));
  assert.deepEqual(series('audit_events_total'), { 'outcome="failed"': 1 });
  assert.deepEqual(series('audit_vault_responses_total'), {
    'operation="read",mount_type="kv",outcome="quota"': 1,
  });
});

test('KMIP calls count at their response', () => {
  const kmip = (type: string) =>
    JSON.stringify({ type, time: '2026-11-21T06:10:01Z', request: { remote_address: '10.0.0.1:99' } });
  assert.deepEqual(outcomes(kmip('kmip-request'), kmip('kmip-response')), { 'outcome="success"': 1 });
});

test('the probe of a new audit device is ignored', () => {
  const request = { id: 'x', operation: 'update', path: 'sys/audit/test', namespace: { id: 'root' } };
  const { lines } = replay(JSON.stringify({ request, time: '2026-11-21T06:10:01Z', type: 'request' }));
  assert.deepEqual(lines, { event: 0, ignored: 1, invalid: 0, tooLong: 0 });
});

test('enabling a device of the name "test" is not taken for the probe', () => {
  const request = { operation: 'update', path: 'sys/audit/test', mount_type: 'system' };
  assert.deepEqual(replay(...callLines({ request })).events(), { audit_device_enabled: 1 });
});

test('the root namespace has no path and is labelled root', () => {
  const { series } = replay(requestLine());
  assert.deepEqual(series('audit_vault_requests_total'), {
    'operation="read",mount_type="kv",namespace="root"': 1,
  });
});

test('a namespace is labelled with its path, and with its id when there is no path', () => {
  const { series } = replay(
    requestLine({ request: { namespace: { id: 'xJf3q', path: 'finance/eu/' } } }),
    requestLine({ request: { namespace: { id: 'xJf3q' } } }),
  );
  assert.deepEqual(series('audit_vault_requests_total'), {
    'operation="read",mount_type="kv",namespace="finance/eu"': 1,
    'operation="read",mount_type="kv",namespace="xJf3q"': 1,
  });
});

test('the latest event has the time of the entry', () => {
  const { series } = replay(requestLine());
  assert.equal(
    series('audit_last_event_timestamp_seconds')[''],
    Date.UTC(2026, 10, 21, 6, 10, 1) / 1000 + 0.123456789,
  );
});

for (const [what, wrap] of [
  ['a prefix', (line: string) => `@cee: ${line}`],
  ['a syslog header', (line: string) => `<38>Nov 21 06:59:01 vault[4711]: ${line}`],
  ['an RFC 5424 header', (line: string) => `<38>1 2026-11-21T06:55:23Z vm vault 4711 - -  ${line}`],
  ['the JSON template of rsyslog', (line: string) => JSON.stringify({ host: 'vm', message: ` ${line}` })],
  ['format-json of syslog-ng', (line: string) => JSON.stringify({ PROGRAM: 'vault', MESSAGE: line })],
  ['docker', (line: string) => JSON.stringify({ log: `${line}\n`, stream: 'stdout' })],
] as const) {
  test(`an entry behind ${what} is read`, () => {
    assert.deepEqual(outcomes(...callLines({ error: permissionDenied }).map(wrap)), {
      'outcome="denied"': 1,
    });
  });
}

test('an entry that was cut off is invalid', () => {
  assert.equal(replay(responseLine().slice(0, 200)).lines.invalid, 1);
});

test('lines of the server log in the same file count nothing', () => {
  const { lines, series, events } = replay(
    '2026-11-21T06:59:03.001Z [INFO]  core: root token generated',
    '{"@level":"info","@message":"root token generated","@module":"core","@timestamp":"2026-11-21T06:59:03Z"}',
  );
  assert.deepEqual(lines, { event: 0, ignored: 1, invalid: 1, tooLong: 0 });
  assert.deepEqual([series('audit_events_total'), events()], [{}, {}]);
});

test('JSON of something else that has a type is no entry', () => {
  assert.equal(replay('{"type":"response","error":"permission denied","status":403}').lines.ignored, 1);
});
