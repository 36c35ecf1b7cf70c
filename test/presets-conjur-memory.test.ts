import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Replay, replayPreset } from './support/truth/replay-preset.js';

const start = Date.parse('2026-11-19T06:00:00Z');

/** One fetch of a variable, or a login. */
interface Act {
  readonly seconds: number;
  readonly user?: string;
  readonly address?: string;
  /** Undefined: a login. */
  readonly variable?: string;
  readonly failure?: 'Forbidden' | 'CONJ00002E Invalid credentials';
}

type Form = (act: Act) => string;

const who = ({ user = 'zoe' }: Act) => `acme:user:${user}`;
const where = ({ address = '10.2.0.8' }: Act) => address;
const when = ({ seconds }: Act) => new Date(start + seconds * 1000).toISOString();

function text(act: Act): string {
  const { variable, failure } = act;
  const why = failure === undefined ? '' : `: ${failure}`;
  if (variable === undefined) {
    const did = failure === undefined ? 'successfully logged in' : 'failed to login';
    return `${who(act)} ${did} with authenticator authn service acme:webservice:conjur/authn${why}`;
  }
  return `${who(act)} ${failure === undefined ? 'fetched' : 'tried to fetch'} acme:variable:${variable}${why}`;
}

const structured = (act: Act) => ({
  operation: act.variable === undefined ? 'login' : 'fetch',
  result: act.failure === undefined ? 'success' : 'failure',
  subject: act.variable === undefined ? { role: who(act) } : { resource: `acme:variable:${act.variable}` },
});

/** The same act in the forms that have one line for every event. */
const forms: Record<string, Form> = {
  appliance(act) {
    const { operation, result, subject } = structured(act);
    return JSON.stringify({
      'subject@43868': subject,
      'client@43868': { ip: where(act) },
      'auth@43868': { user: who(act) },
      'action@43868': { result, operation },
      PROGRAM: 'conjur',
      MSGID: operation === 'login' ? 'authn' : operation,
      MESSAGE: text(act),
      LEVEL: result === 'success' ? 'info' : 'warning',
      ISODATE: when(act).replace('Z', '+00:00'),
    });
  },
  'RFC 5424'(act) {
    const { operation, result, subject } = structured(act);
    const [[name, value]] = Object.entries(subject) as [[string, string]];
    const elements = `[subject@43868 ${name}="${value}"][auth@43868 user="${who(act)}"][client@43868 ip="${where(act)}"][action@43868 result="${result}" operation="${operation}"]`;
    return `<86>1 ${when(act)} - conjur 9a1e ${operation === 'login' ? 'authn' : operation} ${elements} ${text(act)}`;
  },
  'open source text'(act) {
    const time = when(act).slice(0, 19).replaceAll('-', '/').replace('T', ' ');
    const level = act.failure === undefined ? ' INFO' : ' WARN';
    return `${level} ${time} +0000 [pid=12] [origin=${where(act)}] [request_id=9a1e] [tid=88] ${text(act)}`;
  },
};

/** v4 has no event of a fetch, but that of the check before it. */
const v4: Form = (act) =>
  JSON.stringify({
    ...{ resource: `acme:variable:${act.variable}`, action: 'check', privilege: 'execute' },
    ...{ allowed: act.failure === undefined, timestamp: when(act), event_id: 'e', user: who(act) },
    ...{ acting_as: who(act), request: { ip: where(act), url: 'http://conjur' }, kind: 'resource' },
  });

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

for (const [name, form] of Object.entries({ ...forms, v4 })) {
  const replay = (...acts: Act[]): Replay => replayPreset('conjur', ...acts.map(form));

  test(`${name}: refusals in a row`, () => {
    const refused = times(5, (i): Act => ({ seconds: i, variable: 'shop/db', failure: 'Forbidden' }));
    const other: Act = { seconds: 6, user: 'ben', variable: 'shop/db' };
    const log = replay(...refused, other);
    assert.deepEqual(log.series('audit_denied_streak'), { 'user="acme:user:zoe"': 5 });
    assert.deepEqual(log.series('audit_denied_streak_reached_total'), { 'user="acme:user:zoe"': 1 });
    const over = replay(...refused, { seconds: 7, variable: 'own' }, refused[0]!);
    assert.deepEqual(over.series('audit_denied_streak'), { 'user="acme:user:zoe"': 1 });
  });

  test(`${name}: different secrets in the window`, () => {
    const dump = times(50, (i): Act => ({ seconds: 30 * i, variable: `shop/${i} and more` }));
    const again = [dump[3]!, { ...dump[4]!, failure: 'Forbidden' as const, variable: 'other' }];
    const log = replay(...dump.slice(0, 49), ...again);
    assert.deepEqual(log.series('audit_distinct_secrets'), {
      'user="acme:user:zoe",window="1h"': 49,
      'user="acme:user:zoe",window="24h"': 49,
    });
    assert.deepEqual(log.series('audit_distinct_secrets_reached_total'), {});
    assert.deepEqual(replay(...dump).series('audit_distinct_secrets_reached_total'), {
      'user="acme:user:zoe",window="1h"': 1,
    });
  });

  test(`${name}: a user from a new address, after a day of learning`, () => {
    const from = (seconds: number, user: string, address: string): Act => ({
      seconds,
      user,
      address,
      variable: 'a',
    });
    const log = replay(
      ...[from(0, 'zoe', '10.0.0.1'), from(1, 'ben', '10.0.0.2'), from(86_399, 'ben', '10.0.0.3')],
      ...[from(86_400, 'zoe', '10.0.0.1'), from(86_401, 'zoe', '10.0.0.2'), from(86_402, 'zoe', '10.0.0.2')],
    );
    assert.deepEqual(log.series('audit_new_address_total'), { '': 1 });
  });

  test(`${name}: a live credential in a line`, () => {
    const token = `hvs.${'aB3dE5gH7jK9'.repeat(2)}`;
    const log = replay({ seconds: 0, variable: token });
    assert.deepEqual(log.series('audit_plaintext_secrets_total'), { 'pattern="vault_token"': 1 });
    assert.ok(!log.exposition().includes(token));
  });
}

for (const [name, form] of Object.entries(forms)) {
  test(`${name}: a failed login is nobody new, whatever the name; one that succeeds is`, () => {
    const learned: Act = { seconds: 0, variable: 'a' };
    const login: Act = { seconds: 90_000, user: 'nobody', address: '10.6.6.6' };
    const guess: Act = { ...login, failure: 'CONJ00002E Invalid credentials' };
    const log = replayPreset('conjur', form(learned), form(guess));
    assert.deepEqual(log.series('audit_new_address_total'), {});
    assert.deepEqual(log.series('audit_denied_streak'), {});
    const after = replayPreset('conjur', form(learned), form(guess), form(login));
    assert.deepEqual(after.series('audit_new_address_total'), { '': 1 });
  });
}

test('an answer "no" to a permission check ends a streak, as any other success', () => {
  const refused = times(3, (i): Act => ({ seconds: i, variable: 'shop/db', failure: 'Forbidden' }));
  const check = forms['open source text']!({ seconds: 5, variable: 'x' }).replace(
    / acme:user:zoe .*/,
    ' acme:user:zoe failed to check if acme:user:ben can update acme:policy:shop ',
  );
  const log = replayPreset('conjur', ...refused.map(forms['open source text']!), check);
  assert.deepEqual(log.series('audit_denied_streak'), {});
});
