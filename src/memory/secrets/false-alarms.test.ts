import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findSecrets } from '../../../test/support/find-secrets.js';
import { plants } from '../../../test/support/planted-secrets.js';
import { randomHex, seededRandom } from '../../base/random.js';

const random = seededRandom(11);
const drawn = (name: keyof typeof plants, form = 0): string => plants[name][form]!(random);
const hvs = drawn('vault_token').slice(0, 28);
const [header, payload, signature] = drawn('jwt').split('.') as [string, string, string];
const json = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What no pattern may find, by what it is. */
const harmless: Readonly<Record<string, readonly string[]>> = {
  'names of things in source text': [
    's.makeKubeConfigController(args)',
    's.AcceptanceTimeoutSeconds',
    'labels.thisStringIsAllLowercase1',
    's.abcdefghijklmnopqrstuvwx',
    'r.ABCDEFGHIJKLMNOPQRSTUVWX',
    's.getServiceAccountFromRef = x',
    'https://s.aB3dE5gH7jK9mN1pQ3sT5vW7.example.com',
    'this.aB3dE5gH7jK9mN1pQ3sT5vW7',
    'b.aB3dE5gH7jK9mN1pQ3sT5vW7',
  ],
  'tokens that are cut, or too long, or of one letter': [
    hvs.slice(0, 20),
    `hvs.${'x'.repeat(24)}`,
    `s.${hvs.slice(4)}x`,
    `AKIA${'2'.repeat(16)}`,
    `AKIA${'ABCDEFGH'.repeat(2)}X`,
    `xAKIA${'ABCDEFGH'.repeat(2)}`,
    `AIza${'A1b2C3d4'.repeat(5)}`,
    `ghp_${'x'.repeat(36)}`,
    drawn('github_token').slice(0, 30),
    `glpat-${'X'.repeat(20)}`,
    'xoxb-xxxxxxxxxxxx-xxxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxx',
    'xoxb-your-bot-token-goes-right-here',
    'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
    'https://hooks.slack.com/services/',
    `?sig=${'A'.repeat(43)}%3D`,
    `?sig=${randomHex(random, 64)}`,
  ],
  'examples of documentations': [
    ['AKIA', 'IOSFODNN7EXAMPLE'].join(''),
    ['aws_secret_access_key = wJalrXUtnFEMI/K7MDENG', '/bPxRfiCYEXAMPLEKEY'].join(''),
  ],
  'the id of the caller in CloudTrail and EKS': [
    `{"extra":{"accessKeyId":["${drawn('aws_access_key_id')}"]}}`,
    `{"userIdentity":{"accessKeyId":"${drawn('aws_access_key_id')}"}}`,
    `{\\"accessKeyId\\": \\"${drawn('aws_access_key_id')}\\"}`,
  ],
  'other values behind such names': [
    `secret_key: ${randomHex(random, 40)}`,
    `"secret_key":"hmac-sha256:${randomHex(random, 64)}"`,
    'secret_access_key: none',
    `AccountKey=${randomHex(random, 128)}`,
    `"private_key_id": "${randomHex(random, 40)}"`,
  ],
  'parts of keys': [
    '-----BEGIN PUBLIC KEY-----\\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA',
    '-----END PRIVATE KEY-----',
    `if (text.includes("-----BEGIN ${'PRIVATE'} KEY-----")) return;`,
    `-----BEGIN ${'PRIVATE'} KEY-----\\n...\\n-----END ${'PRIVATE'} KEY-----`,
    `PRIVATE KEY`,
    `----BEGIN ${'PRIVATE'} KEY-----`,
  ],
  'what is no JWT': [
    `${json({ typ: 'JWT' })}.${payload}.${signature}`,
    `${json(['alg'])}.${payload}.${signature}`,
    `${json({ alg: 5 })}.${payload}.${signature}`,
    `${json({ alg: 'none' })}.${payload}.`,
    `${json({ alg: 'none' })}.${payload}.${signature}`,
    `${header}.${payload}.`,
    `${header}.${payload}`,
    `${header}.${payload}.${signature.slice(0, 30)}`,
    `${header}.bm90IGpzb24.${signature}`,
    `x${header}.${payload}.${signature}`,
    `eyJhbGciOiJ.${payload}.${signature}`,
    `${header.slice(0, -4)}.${payload}.${signature}`,
    `${Buffer.from('{"alg":"HS256"x}').toString('base64url')}.${payload}.${signature}`,
    `${json({ alg: 'dir', enc: 'A128GCM' })}..${signature}`,
  ],
  'words behind Basic and Bearer': [
    'Basic authentication is required, basic configuration',
    'basic dXNlcg==',
    `Basic ${Buffer.from('user:').toString('base64')}`,
    `Basic ${Buffer.from([1, 2, 0x3a, 4, 5, 6]).toString('base64')}`,
    'Bearer realm="vault", error="invalid_token"',
    'bearer authentication-is-required-for-this',
    'the bearer of this 12345678901234567890',
    `Bearer hmac-sha256:${randomHex(random, 64)}`,
  ],
  'addresses without a password': [
    'https://vault.example.com:8200/v1/sys/health?standbyok=true',
    'postgresql://{{username}}:{{password}}@localhost:5432/app',
    'postgres://app:***@db/app',
    'postgres://app:xxxxx@db/app',
    'postgres://app:$PASSWORD@db/app',
    'postgres://app:$' + '{PASSWORD}@db/app',
    'postgres://app:%s@db/app',
    'postgres://app:REDACTED@db/app',
    'postgres://app:[REDACTED]@db/app',
    'postgres://app:<password>@db/app',
    'postgres://app:@db/app',
    'postgres://app@db/app',
    'ssh://git@host:22/a@b',
    'http://host:8080/@scope/package',
    '://a:bcd@c',
    `https://u:hmac-sha256:${randomHex(random, 64)}@host/`,
  ],
};

for (const [what, lines] of Object.entries(harmless)) {
  test(`nothing is found in ${what}`, () => {
    for (const line of lines) {
      for (const text of [line, JSON.stringify({ message: line }), `x ${line} y`]) {
        assert.deepEqual(findSecrets(text), [], text);
      }
    }
  });
}
