import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findSecrets } from '../../../test/support/find-secrets.js';
import { contexts } from '../../../test/support/planted-secrets.js';
import { randomHex, randomUuid, seededRandom } from '../../base/random.js';
import { someGap } from './hmac-gaps.js';

const random = seededRandom(29);
const hmac = (): string => `hmac-sha256:${randomHex(random, 64)}`;

const fields = [
  ...['client_token', 'accessor', 'secret_id', 'token', 'jwt', 'password', 'private_key', 'private_key_id'],
  ...[
    'access_key',
    'secret_key',
    'secret_access_key',
    'security_token',
    'account_key',
    'AccountKey',
    'sig',
    'protected',
  ],
];

test('HMACs that Vault writes are never found, whatever the field', () => {
  for (const field of fields) {
    const forms = [
      `"${field}":"${hmac()}"`,
      `${field}=${hmac()}`,
      `"${field}":["${hmac()}","${hmac()}"]`,
      `?${field}=${hmac()}&x=y`,
      `Bearer ${hmac()}`,
      `https://${field}:${hmac()}@host/`,
    ];
    for (const form of forms) {
      for (const put of Object.values(contexts)) assert.deepEqual(findSecrets(put(form, random)), [], form);
    }
  }
});

test('nothing is found in what else audit entries hold: ids, hashes, tokens of mounts', () => {
  const others = [
    randomUuid(random),
    randomHex(random, 40),
    randomHex(random, 64),
    `kv_${randomHex(random, 8)}`,
  ];
  for (const other of others) {
    for (const put of Object.values(contexts)) assert.deepEqual(findSecrets(put(other, random)), [], other);
  }
});

test('the stretches between HMACs are handed out until one is enough', () => {
  const [one, two] = [hmac(), hmac()];
  const stretches = (line: string, enough?: string): string[] => {
    const all: string[] = [];
    const result = someGap(
      Buffer.from(line),
      (stretch) => all.push(String(stretch)) > 0 && all.at(-1) === enough,
    );
    assert.equal(result, enough !== undefined);
    return all;
  };
  assert.deepEqual(stretches(''), []);
  assert.deepEqual(stretches(one), []);
  assert.deepEqual(stretches('abc'), ['abc']);
  assert.deepEqual(stretches(`a${one}b${two}`), ['a', 'b']);
  assert.deepEqual(stretches(`${one}${two}c`), ['c']);
  assert.deepEqual(stretches(`a${one}b${two}c`, 'b'), ['a', 'b']);
  assert.deepEqual(stretches(`${one}f0`), ['f0']);
  assert.deepEqual(stretches(`hmac-sha256:12 ${one.slice(0, -1)}`), [`hmac-sha256:12 ${one.slice(0, -1)}`]);
});
