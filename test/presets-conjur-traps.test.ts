import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applianceLine, openSourceLine } from './support/truth/conjur-line.js';
import { replayPreset } from './support/truth/replay-preset.js';

const replay = (...lines: string[]) => replayPreset('conjur', ...lines);

test('a permission check that is answered with no has not failed', () => {
  const { series } = replay(
    applianceLine('check', 'failure', {
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
    applianceLine('create', 'failure', { MSGID: 'policy', LEVEL: 'notice', 'subject@43868': '' }),
  );
  assert.deepEqual(series('audit_events_total'), { 'outcome="failed"': 1 });
  assert.deepEqual(events(), { policy_load_failed: 1 });
});

test('an empty subject is the text ""', () => {
  const { series } = replay(
    applianceLine('create', 'failure', {
      MSGID: 'policy',
      MESSAGE: 'Failed to load policy: Forbidden',
      'subject@43868': '',
    }),
  );
  assert.deepEqual(series('audit_denied_total'), { 'user="acme:user:zoe",operation="create"': 1 });
});

test('without a result the level warning is a failure, and a notice is none', () => {
  const outcome = (LEVEL: string) =>
    replay(applianceLine('add', undefined, { MSGID: 'policy', LEVEL })).series('audit_events_total');
  assert.deepEqual(outcome('warning'), { 'outcome="failed"': 1 });
  assert.deepEqual(outcome('notice'), { 'outcome="success"': 1 });
});

test('listing memberships has the msgid of a change and is none', () => {
  assert.deepEqual(replay(applianceLine('list', 'success', { MSGID: 'membership' })).events(), {});
  assert.deepEqual(
    replay(
      applianceLine('create', 'success', { MSGID: 'membership', 'subject@43868': { edge: '' } }),
    ).events(),
    {
      membership_changed: 1,
    },
  );
});

test('a change by the v2 API that failed has not happened', () => {
  const line = applianceLine('remove', 'failure', {
    MSGID: 'branch',
    LEVEL: 'notice',
    'subject@43868': { edge: '' },
  });
  assert.deepEqual(replay(line).events(), {});
});

test('a batch of secrets is one access', () => {
  const { series } = replay(
    applianceLine('fetch', 'success', {
      MSGID: 'fetch-secrets',
      LEVEL: 'notice',
      'subject@43868': { edge: '' },
    }),
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
    openSourceLine(
      `${forged} failed to authenticate with authenticator authn service acme:webservice:conjur/authn: CONJ00007E '${forged}' not found`,
      ' WARN',
    ),
  );
  assert.deepEqual(series('audit_authentications_total'), { 'method="authn",outcome="failed"': 1 });
  assert.deepEqual(events(), { unknown_identity: 1 });
});

test('a header inside an RFC 5424 message does not make it text', () => {
  const forged = openSourceLine('acme:user:admin successfully authenticated with authenticator authn');
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
    const { series } = replay(wrap(openSourceLine('acme:host:web fetched acme:variable:db/password')));
    assert.deepEqual(series('audit_secret_accesses_total'), { 'operation="read",outcome="success"': 1 });
  });
}

test('other lines of the Rails log are ignored', () => {
  const { lines, series } = replay(
    openSourceLine('Started GET "/secrets/acme/variable/db" for 10.2.0.8'),
    openSourceLine('Completed 200 OK in 3ms'),
  );
  assert.deepEqual(lines, { event: 0, ignored: 2, invalid: 0, tooLong: 0 });
  assert.deepEqual(series('audit_events_total'), {});
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
