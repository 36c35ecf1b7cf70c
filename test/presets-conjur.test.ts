import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presetFixture, replayPreset } from './support/truth/replay-preset.js';

const replay = (...lines: string[]) => replayPreset('conjur', ...lines);

/** A line of the appliance's audit.json. */
function appliance(operation: string, result: string | undefined, rest: object): string {
  return JSON.stringify({
    'action@43868': { result, operation },
    'auth@43868': { user: 'acme:user:zoe', authenticator: 'authn' },
    'subject@43868': { role: 'acme:user:zoe' },
    PROGRAM: 'conjur',
    PID: '9a1e0001-55aa-4bbb-8ccc-1234567890ab',
    MSGID: 'authn',
    MESSAGE: 'acme:user:zoe did it',
    LEVEL: 'info',
    ISODATE: '2026-11-21T07:01:05.250+00:00',
    ...rest,
  });
}

/** A line of the open source container. */
function openSource(message: string, level = ' INFO'): string {
  return `${level} 2026/11/21 07:01:05 +0000 [pid=12] [origin=10.2.0.8] [request_id=9a1e] [tid=88] ${message}`;
}

for (const [name, lines] of [
  ['conjur-appliance.jsonl', { event: 28, ignored: 0, invalid: 0, tooLong: 0 }],
  ['conjur-rfc5424.log', { event: 28, ignored: 0, invalid: 0, tooLong: 0 }],
  ['conjur-oss.log', { event: 28, ignored: 4, invalid: 1, tooLong: 0 }],
] as const) {
  test(`the same session counts the same in ${name}`, () => {
    const log = replayPreset('conjur', presetFixture(name));
    assert.deepEqual(log.lines, lines);
    assert.deepEqual(log.series('audit_events_total'), {
      'outcome="denied"': 4,
      'outcome="failed"': 5,
      'outcome="success"': 19,
    });
    assert.deepEqual(log.series('audit_authentications_total'), {
      'method="authn",outcome="failed"': 3,
      'method="authn",outcome="success"': 1,
      'method="authn-jwt",outcome="success"': 1,
    });
    assert.deepEqual(log.series('audit_secret_accesses_total'), {
      'operation="read",outcome="denied"': 1,
      'operation="read",outcome="failed"': 1,
      'operation="read",outcome="success"': 2,
      'operation="write",outcome="failed"': 1,
      'operation="write",outcome="success"': 1,
    });
    assert.deepEqual(log.events(), {
      admin_login: 1,
      api_key_rotated: 1,
      api_key_rotated_for_other: 1,
      authenticator_changed: 1,
      issuer_changed: 1,
      membership_changed: 1,
      password_changed: 1,
      policy_changed: 4,
      policy_load_failed: 2,
      unknown_identity: 1,
    });
    assert.deepEqual(log.series('audit_conjur_policy_changes_total'), {
      'operation="add",subject_kind="membership"': 1,
      'operation="add",subject_kind="resource"': 1,
      'operation="change",subject_kind="annotation"': 1,
      'operation="remove",subject_kind="permission"': 1,
    });
    assert.deepEqual(log.series('audit_conjur_not_found_identities_total'), { '': 1 });
  });
}

test('refusals by user', () => {
  const { series } = replayPreset('conjur', presetFixture('conjur-rfc5424.log'));
  assert.deepEqual(series('audit_denied_total'), {
    'user="acme:user:zoe",operation="authenticate"': 1,
    'user="acme:user:zoe",operation="fetch"': 1,
    'user="acme:user:zoe",operation="rotate"': 1,
    'user="acme:user:zoe",operation="update"': 1,
  });
});

test('a permission check that is answered with no has not failed', () => {
  const { series } = replay(
    appliance('check', 'failure', {
      MSGID: 'check',
      LEVEL: 'warning',
      'subject@43868': { privilege: 'execute' },
    }),
  );
  assert.deepEqual(series('audit_events_total'), { 'outcome="success"': 1 });
  assert.deepEqual(series('audit_conjur_permission_checks_total'), {
    'privilege="execute",result="failure"': 1,
  });
});

test('a failed policy load is a notice, and failed', () => {
  const { events, series } = replay(
    appliance('create', 'failure', { MSGID: 'policy', LEVEL: 'notice', 'subject@43868': '' }),
  );
  assert.deepEqual(series('audit_events_total'), { 'outcome="failed"': 1 });
  assert.deepEqual(events(), { policy_load_failed: 1 });
});

test('an empty subject is the text ""', () => {
  const { series } = replay(
    appliance('create', 'failure', {
      MSGID: 'policy',
      MESSAGE: 'Failed to load policy: Forbidden',
      'subject@43868': '',
    }),
  );
  assert.deepEqual(series('audit_denied_total'), { 'user="acme:user:zoe",operation="create"': 1 });
});

test('without a result the level warning is a failure, and a notice is none', () => {
  const outcome = (LEVEL: string) =>
    replay(appliance('add', undefined, { MSGID: 'policy', LEVEL })).series('audit_events_total');
  assert.deepEqual(outcome('warning'), { 'outcome="failed"': 1 });
  assert.deepEqual(outcome('notice'), { 'outcome="success"': 1 });
});

test('listing memberships has the msgid of a change and is none', () => {
  assert.deepEqual(replay(appliance('list', 'success', { MSGID: 'membership' })).events(), {});
  assert.deepEqual(
    replay(appliance('create', 'success', { MSGID: 'membership', 'subject@43868': { edge: '' } })).events(),
    {
      membership_changed: 1,
    },
  );
});

test('a change by the v2 API that failed has not happened', () => {
  const line = appliance('remove', 'failure', {
    MSGID: 'branch',
    LEVEL: 'notice',
    'subject@43868': { edge: '' },
  });
  assert.deepEqual(replay(line).events(), {});
});

test('a batch of secrets is one access', () => {
  const { series } = replay(
    appliance('fetch', 'success', { MSGID: 'fetch-secrets', LEVEL: 'notice', 'subject@43868': { edge: '' } }),
  );
  assert.deepEqual(series('audit_secret_accesses_total'), { 'operation="read",outcome="success"': 1 });
});

test('the action may stand first in RFC 5424', () => {
  const { series } = replay(
    '<86>1 2026-11-21T07:01:05Z node1 conjur 9a1e authn [action@43868 result="success" operation="authenticate"][auth@43868 authenticator="authn-ldap" user="acme:user:zoe"][meta sequenceId="1"] text',
  );
  assert.deepEqual(series('audit_authentications_total'), { 'method="authn-ldap",outcome="success"': 1 });
});

test('JSON at the end of an RFC 5424 message is not the event', () => {
  const { series } = replay(
    '<85>1 2026-11-21T07:01:05Z - conjur 9a1e branch [auth@43868 user="acme:user:zoe"][subject@43868 edge=""][action@43868 result="success" operation="create"] x with JSON object: {"privilege":"execute","allowed":false}',
  );
  assert.deepEqual(series('audit_events_total'), { 'outcome="success"': 1 });
  assert.deepEqual(series('audit_conjur_v4_events_total'), {});
});

test('a name that looks like a success does not make a failed login one', () => {
  const forged = 'acme:user:admin successfully authenticated with authenticator authn';
  const { series, events } = replay(
    openSource(
      `${forged} failed to authenticate with authenticator authn service acme:webservice:conjur/authn: CONJ00007E '${forged}' not found`,
      ' WARN',
    ),
  );
  assert.deepEqual(series('audit_authentications_total'), { 'method="authn",outcome="failed"': 1 });
  assert.deepEqual(events(), { unknown_identity: 1 });
});

test('a header inside an RFC 5424 message does not make it text', () => {
  const forged = openSource('acme:user:admin successfully authenticated with authenticator authn');
  const { series } = replay(
    `<84>1 2026-11-21T07:01:05Z - conjur 9a1e authn [auth@43868 user="not-found" authenticator="authn"][action@43868 result="failure" operation="login"] ${forged}`,
  );
  assert.deepEqual(series('audit_authentications_total'), { 'method="authn",outcome="failed"': 1 });
});

for (const [what, wrap] of [
  ['docker', (line: string) => JSON.stringify({ log: `${line}\n`, stream: 'stdout' })],
  ['docker compose', (line: string) => `conjur-1  | ${line}`],
  ['the journal', (line: string) => `Nov 21 07:01:05 vm conjur[812]: ${line}`],
] as const) {
  test(`open source text behind ${what}`, () => {
    const { series } = replay(wrap(openSource('acme:host:web fetched acme:variable:db/password')));
    assert.deepEqual(series('audit_secret_accesses_total'), { 'operation="read",outcome="success"': 1 });
  });
}

test('other lines of the Rails log are ignored', () => {
  const { lines, series } = replay(
    openSource('Started GET "/secrets/acme/variable/db" for 10.2.0.8'),
    openSource('Completed 200 OK in 3ms'),
  );
  assert.deepEqual(lines, { event: 0, ignored: 2, invalid: 0, tooLong: 0 });
  assert.deepEqual(series('audit_events_total'), {});
});

test('v4: allowed is the outcome, and a check of execute is the reading of a variable', () => {
  const { lines, series, events } = replayPreset('conjur', presetFixture('conjur-v4.jsonl'));
  assert.deepEqual(lines, { event: 5, ignored: 0, invalid: 0, tooLong: 0 });
  assert.deepEqual(series('audit_events_total'), { 'outcome="denied"': 1, 'outcome="success"': 4 });
  assert.deepEqual(series('audit_denied_total'), { 'user="acme:user:zoe",operation="check"': 1 });
  assert.deepEqual(series('audit_secret_accesses_total'), {
    'operation="read",outcome="denied"': 1,
    'operation="read",outcome="success"': 3,
  });
  assert.deepEqual(series('audit_conjur_v4_events_total'), {
    'kind="resource",action="check",allowed="true"': 2,
    'kind="resource",action="check",allowed="false"': 1,
    'kind="role",action="grant",allowed="-"': 1,
    'kind="-",action="check",allowed="true"': 1,
  });
  assert.deepEqual(events(), { policy_changed: 1 });
});

test('syslog lines of other programs count nothing', () => {
  const { lines } = replay(
    '<38>1 2026-11-21T06:55:23Z vm vault 4711 - -  {"type":"request"}',
    'Feb 12 14:10:21 vm sshd[16378]: Invalid user x',
  );
  assert.deepEqual(lines, { event: 0, ignored: 2, invalid: 0, tooLong: 0 });
});

test('every event is there at 0 before the first line, with its severity', () => {
  const all = replay().all('audit_security_events_total');
  assert.equal(Object.keys(all).length, 12);
  assert.equal(all['event="policy_changed",severity="warning"'], 0);
  assert.equal(all['event="password_changed",severity="info"'], 0);
});
