import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Replay, replayPreset } from './support/truth/replay-preset.js';
import { callLines, type EntryParts, permissionDenied, requestLine } from './support/truth/vault-entry.js';

const start = Date.parse('2026-11-19T06:00:00Z');
let ids = 0;

/** Both entries of a call `seconds` after the start, with an id of its own; it takes 20 ms. */
function call(seconds: number, parts: EntryParts = {}): string[] {
  ids += 1;
  const request = { id: `id-${ids}`, ...parts.request };
  return callLines({ ...parts, request }).map((line, i) => {
    const time = new Date(start + seconds * 1000 + i * 20).toISOString();
    return line.replace(/"time":"[^"]*"/, `"time":"${time}"`);
  });
}

const read = (seconds: number, path: string, parts: EntryParts = {}): string[] =>
  call(seconds, { ...parts, request: { path, ...parts.request } });
const refused = (seconds: number, parts: EntryParts = {}): string[] =>
  call(seconds, { error: permissionDenied, ...parts });
const replay = (...lines: string[][]): Replay => replayPreset('vault-audit', ...lines.flat());
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

function durations(log: Replay): Record<string, string> {
  const found = log
    .exposition()
    .matchAll(/^audit_request_duration_seconds_(\w+)\{.*operation="(\w+)"(?:,le="(\S+)")?\} (\S+)$/gm);
  return Object.fromEntries(
    Array.from(found, ([, what, operation, le, value]) => [
      `${operation} ${what} ${le ?? ''}`.trim(),
      value!,
    ]),
  );
}

test('the time between the entries of a call, by operation; of two devices in one file each call counts once', () => {
  const [asked, answered] = call(0) as [string, string];
  const [late, lateAnswer] = call(1, { request: { operation: 'update' } }) as [string, string];
  const log = replayPreset('vault-audit', asked, asked, late, answered, answered, lateAnswer);
  const found = durations(log);
  assert.deepEqual([found['read count'], found['update count']], ['1', '1']);
  assert.deepEqual([found['read bucket 0.01'], found['read bucket 0.025']], ['0', '1']);
  assert.equal(Number(found['read sum']).toFixed(3), '0.020');
  assert.deepEqual(log.account('audit_request_duration_seconds').joins, {
    inFlight: 0,
    results: { joined: 4, expired: 0, duplicate: 2, no_key: 0, clock: 0, forgotten: 0 },
  });
});

test('a call that never gets a response is not waited for', () => {
  const alone = [
    requestLine({ request: { id: 'a', operation: 'help' } }),
    requestLine({ request: { id: 'b', operation: 'update', path: 'sys/seal' } }),
    requestLine({ request: { id: 'c', operation: 'update', path: 'sys/step-down' } }),
    requestLine({ request: { id: 'd' }, error: 'request path "secret/data/x": rate limit quota exceeded' }),
  ];
  const { joins } = replayPreset('vault-audit', ...alone).account('audit_request_duration_seconds');
  assert.equal(joins!.inFlight, 0);
  const waiting = replayPreset('vault-audit', call(0)[0]!).account('audit_request_duration_seconds');
  assert.equal(waiting.joins!.inFlight, 1);
});

test('denials in a row: told at the fifth, over at the first call without error', () => {
  const eve = { auth: { display_name: 'userpass-eve' } };
  const four = times(4, (i) => refused(i, eve));
  const before = replay(...four);
  assert.deepEqual(before.series('audit_denied_streak'), { 'user="userpass-eve"': 4 });
  assert.deepEqual(before.series('audit_denied_streak_reached_total'), {});
  // Another error neither goes on with it nor ends it; others have streaks of their own.
  const other = [call(5, { ...eve, error: 'unsupported operation' }), refused(6), call(7)];
  const seven = replay(...four, ...other, ...times(3, (i) => refused(8 + i, eve)));
  assert.deepEqual(seven.series('audit_denied_streak'), { 'user="userpass-eve"': 7 });
  assert.deepEqual(seven.series('audit_denied_streak_reached_total'), { 'user="userpass-eve"': 1 });
  const over = replay(...four, ...four, call(9, eve), ...four);
  assert.deepEqual(over.series('audit_denied_streak'), { 'user="userpass-eve"': 4 });
});

test('tokens that are not known are one streak', () => {
  const unknown = { auth: { display_name: undefined, token_type: 'default' }, error: 'permission denied' };
  const log = replay(...times(5, (i) => call(i, unknown)));
  assert.deepEqual(log.series('audit_denied_streak_reached_total'), { 'user="-"': 1 });
});

test('different secrets in the window: told at the fiftieth', () => {
  const mount = (mount_type: string, path: string) => ({ request: { mount_type, mount_point: path, path } });
  const few = replay(
    ...times(3, (i) => read(i, `secret/data/a/${i}`)),
    read(4, 'secret/data/a/1'),
    // Credentials that are made for the asker are what their role gives.
    ...times(2, (i) => call(5 + i, mount('database', 'database/creds/shop'))),
    // Neither what was refused, nor lists, metadata, writes, other engines and Vault's own.
    refused(10, { request: { path: 'secret/data/b' } }),
    read(11, 'secret/metadata/a/9'),
    read(12, 'secret/data/a', { request: { operation: 'list' } }),
    read(13, 'secret/data/c', { request: { operation: 'update' } }),
    read(14, 'auth/token/lookup-self', mount('token', 'auth/token/lookup-self')),
    read(15, 'cubbyhole/mine', mount('cubbyhole', 'cubbyhole/mine')),
    call(16, mount('transit', 'transit/keys/shop')),
  );
  assert.deepEqual(few.series('audit_distinct_secrets'), {
    'user="userpass-alice",window="1h"': 4,
    'user="userpass-alice",window="24h"': 4,
  });
  const slow = replay(...times(60, (i) => read(i * 120, `secret/data/a/${i}`)));
  assert.deepEqual(slow.series('audit_distinct_secrets'), {
    'user="userpass-alice",window="1h"': 30,
    'user="userpass-alice",window="24h"': 60,
  });
  assert.deepEqual(slow.series('audit_distinct_secrets_reached_total'), {});
  const dump = replay(...times(60, (i) => read(i, `secret/data/a/${i}`)));
  assert.deepEqual(dump.series('audit_distinct_secrets_reached_total'), {
    'user="userpass-alice",window="1h"': 1,
  });
});

test('one path in two namespaces is two secrets', () => {
  const inTeam = { request: { namespace: { id: 'x1', path: 'team/' } } };
  const log = replay(read(0, 'secret/data/a'), read(1, 'secret/data/a', inTeam));
  assert.equal(log.series('audit_distinct_secrets')['user="userpass-alice",window="1h"'], 2);
});

test('a user from a new address counts once, after a day of learning', () => {
  const from = (remote_address: string, display_name = 'userpass-alice') => ({
    auth: { display_name },
    request: { remote_address },
  });
  const day = 86_400;
  const known = [call(0, from('10.0.0.1')), call(1, from('10.0.0.2', 'userpass-bob'))];
  const learning = replay(...known, call(day - 1, from('10.0.0.9')));
  assert.deepEqual(learning.series('audit_new_address_total'), {});
  const log = replay(
    ...known,
    call(day, from('10.0.0.1')),
    call(day + 1, from('10.0.0.2')),
    call(day + 2, from('10.0.0.2')),
    // Who is not known cannot be new, and the log has one entry without an address.
    call(day + 3, { auth: { display_name: undefined }, request: { remote_address: '10.6.6.6' } }),
    call(day + 4, { request: { remote_address: undefined } }),
  );
  assert.deepEqual(log.series('audit_new_address_total'), { '': 1 });
});

test('a live credential in a line, by kind, every kind there from the start', () => {
  const token = `hvs.${'aB3dE5gH7jK9'.repeat(2)}`;
  const clean = replay(call(0));
  const kinds = clean.all('audit_plaintext_secrets_total');
  assert.ok(Object.keys(kinds).length > 10);
  assert.deepEqual(clean.series('audit_plaintext_secrets_total'), {});
  const log = replay(read(0, `auth/token/lookup/${token}`));
  assert.deepEqual(log.series('audit_plaintext_secrets_total'), { 'pattern="vault_token"': 2 });
  assert.ok(!log.exposition().includes(token));
});
