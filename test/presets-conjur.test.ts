import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presetFixture, replayPreset } from './support/truth/replay-preset.js';

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
