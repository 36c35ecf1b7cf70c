import { createHmac } from 'node:crypto';
import { pick, type Random, randomHex, randomInt, randomUuid } from '../../src/base/random.js';
import type { BuiltinName } from '../../src/memory/secrets/builtin-names.js';

const digits = '0123456789';
const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const base62 = digits + lower + upper;
const base64 = `${base62}+/`;
const base64url = `${base62}-_`;

function drawn(random: Random, alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(random, 0, alphabet.length)]).join('');
}

/** Draws again until small letters, capitals and digits are among them, as in nearly all that is drawn. */
function mixed(random: Random, alphabet: string, length: number): string {
  for (;;) {
    const text = drawn(random, alphabet, length);
    if (/[a-z]/.test(text) && /[A-Z]/.test(text) && /[0-9].*[0-9]/.test(text)) return text;
  }
}

/** Draws again until ten characters differ, as in nearly all that is drawn. */
function varied(random: Random, alphabet: string, length: number): string {
  for (;;) {
    const text = drawn(random, alphabet, length);
    if (new Set(text).size >= 10) return text;
  }
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function signedToken(random: Random): string {
  const header = pick(random, [
    { alg: 'HS256', typ: 'JWT' },
    { typ: 'JWT', alg: 'RS256', kid: drawn(random, base62, 8) },
    { kid: drawn(random, base62, 20), alg: 'ES256' },
  ]);
  const body = `${encoded(header)}.${encoded({ sub: 'app', iat: randomInt(random, 1, 2e9) })}`;
  return `${body}.${createHmac('sha256', String(random())).update(body).digest('base64url')}`;
}

function encryptedToken(random: Random): string {
  const parts = [encoded({ alg: 'RSA-OAEP', enc: 'A256GCM' }), drawn(random, base64url, 342)];
  return [
    ...parts,
    drawn(random, base64url, 16),
    drawn(random, base64url, 80),
    drawn(random, base64url, 22),
  ].join('.');
}

function conjurToken(random: Random): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
  const payload = part({ sub: 'host/app', iat: randomInt(random, 1, 2e9) });
  const protectedPart = part({ alg: 'conjur.org/slosilo/v2', kid: randomHex(random, 64) });
  return JSON.stringify({ protected: protectedPart, payload, signature: drawn(random, base64url, 342) });
}

/** The first line is put together here: no file of this repository holds a private key. */
function pem(random: Random, kind: string, broken: string): string {
  const body = Array.from({ length: 3 }, () => drawn(random, base64, 64)).join(broken);
  return `-----BEGIN ${kind}-----${broken}${body}${broken}-----END ${kind}-----${broken}`;
}

function userInfo(random: Random): string {
  return `${drawn(random, lower, 6)}:${mixed(random, base62, 12)}`;
}

type Plant = (random: Random) => string;
const vault =
  (prefix: string, length: number): Plant =>
  (random) =>
    prefix + mixed(random, base62, length);
const token =
  (prefix: string, alphabet: string, length: number): Plant =>
  (random) =>
    prefix + mixed(random, alphabet, length);

/**
 * Credentials that never were any, by pattern, drawn anew each time. They are put together from parts, so that scanners
 * of code hosts do not take this file for a leak.
 */
export const plants: Readonly<Record<BuiltinName, readonly Plant[]>> = {
  vault_token: [
    ...['hvs', 'hvr', 's', 'r'].map((prefix) => vault(`${prefix}.`, 24)),
    (random) => `${['hv', 's'].join('')}.CAES${mixed(random, base64url, 90)}`,
    (random) => `${['hv', 'b'].join('')}.AAAAAQ${mixed(random, base64url, 180)}`,
    (random) => `b.AAAAAQ${mixed(random, base64url, 150)}`,
    (random) => `s.${mixed(random, base62, 24)}.${drawn(random, base62, 5)}`,
    (random) => `${['hv', 's'].join('')}.${mixed(random, base62, 24)}.${drawn(random, base62, 5)}`,
  ],
  conjur_token: [
    conjurToken,
    (random) => Buffer.from(conjurToken(random)).toString('base64'),
    (random) => `Token token="${Buffer.from(conjurToken(random)).toString('base64')}"`,
  ],
  aws_access_key_id: ['AK', 'AS', 'AB'].map(
    (head) => (random) => `${head}IA${varied(random, `${upper}234567`, 16)}`,
  ),
  aws_secret_access_key: [
    (random) => `aws_secret_access_key = ${mixed(random, base64, 40)}`,
    (random) => `AWS_SECRET_ACCESS_KEY=${mixed(random, base64, 40)}`,
    (random) => `"SecretAccessKey": "${mixed(random, base64, 40)}"`,
    (random) => `"secret_key":"${mixed(random, base64, 40)}"`,
    (random) => `secretKey: ${mixed(random, base64, 40)}`,
  ],
  azure_access_key: [
    (random) =>
      `DefaultEndpointsProtocol=https;AccountName=logs;AccountKey=${mixed(random, base64, 86)}==;EndpointSuffix=x`,
    (random) => `"account_key": "${mixed(random, base64, 86)}=="`,
    (random) => `SharedAccessKeyName=root;SharedAccessKey=${mixed(random, base64, 43)}=`,
  ],
  azure_client_secret: [
    (random) => `${drawn(random, base62, 3)}8Q${'~'}${mixed(random, `${base62}_-.~`, 34)}`,
    (random) =>
      `AZURE_CLIENT_SECRET=.${drawn(random, base62, 2)}7Q${'~'}${mixed(random, `${base62}_-.~`, 31)}`,
  ],
  azure_sas: [
    (random) =>
      `?sv=2022-11-02&se=2026-12-01&sp=r&sig=${encodeURIComponent(`${mixed(random, base64, 43)}=`)}`,
    (random) => `?sig=${encodeURIComponent(`${mixed(random, base64, 43)}=`)}&sv=2022-11-02`,
    (random) => `SharedAccessSignature sr=hub&sig=${mixed(random, base64, 43)}=`,
  ],
  basic_auth: [
    (random) => `Authorization: Basic ${Buffer.from(userInfo(random)).toString('base64')}`,
    (random) => `authorization: basic ${Buffer.from(userInfo(random)).toString('base64')}`,
  ],
  bearer_token: [
    (random) => `Authorization: Bearer ${mixed(random, base64url, 40)}`,
    (random) => `authorization: bearer ${randomHex(random, 64)}`,
  ],
  gcp_access_token: [
    token(`ya${'29'}.a0Af`, `${base62}_-`, 120),
    token(`ya${'29'}.c.b0A`, `${base62}_-`, 200),
  ],
  gcp_api_key: [token(['AI', 'za'].join(''), base64url, 35)],
  gcp_service_account_key: [
    (random) =>
      `"private_key_id": "${randomHex(random, 40)}", "private_key": "${pem(random, 'PRIVATE KEY', '\\n')}"`,
    (random) =>
      `"private_key":"${pem(random, 'PRIVATE KEY', '\\n')}","private_key_id":"${randomHex(random, 40)}"`,
  ],
  github_token: [
    ...['p', 'o', 'u', 's', 'r'].map((kind) => token(`gh${kind}_`, base62, 36)),
    (random) => `${['gh', 's'].join('')}_12345_${signedToken(random)}`,
    (random) => `github_${'pat'}_11${mixed(random, base62, 20)}_${mixed(random, base62, 59)}`,
  ],
  gitlab_token: [
    ...['pat', 'dt', 'rt', 'rtr', 'ft', 'soat', 'ffct', 'wt'].map((kind) =>
      token(`gl${kind}-`, base64url, 20),
    ),
    (random) => `gl${'ptt'}-${randomHex(random, 40)}`,
    (random) => `gl${'cbt'}-64_${mixed(random, base64url, 20)}`,
    token(`gl${'imt'}-`, base62, 25),
    token(`gl${'agent'}-`, base64url, 50),
    (random) => `gl${'oas'}-${randomHex(random, 64)}`,
    (random) => `gl${'pat'}-${mixed(random, base64url, 27)}.01.${drawn(random, digits + lower, 9)}`,
    token(['GR', '1348941'].join(''), base64url, 20),
  ],
  jwt: [signedToken, encryptedToken],
  private_key: [
    (random) => pem(random, 'RSA PRIVATE KEY', '\\n'),
    (random) => pem(random, 'EC PRIVATE KEY', '\\r\\n'),
    (random) => pem(random, 'OPENSSH PRIVATE KEY', '\\\\n'),
    (random) => pem(random, 'ENCRYPTED PRIVATE KEY', '%0A'),
    (random) => pem(random, 'PRIVATE KEY', ' '),
    (random) => pem(random, 'PGP PRIVATE KEY BLOCK', '\\n\\n'),
  ],
  slack_token: [
    (random) =>
      `xo${'xb'}-${drawn(random, digits, 12)}-${drawn(random, digits, 13)}-${mixed(random, base62, 24)}`,
    (random) =>
      `xo${'xp'}-${drawn(random, digits, 12)}-${drawn(random, digits, 12)}-${randomHex(random, 32)}`,
    (random) => `xo${'xe'}.xo${'xp'}-1-${mixed(random, base62, 160)}`,
    (random) => `xo${'xe'}-1-${mixed(random, base62, 146)}`,
    (random) =>
      `xa${'pp'}-1-A0${mixed(random, upper + digits + lower, 9)}-${drawn(random, digits, 13)}-${randomHex(random, 64)}`,
  ],
  slack_webhook: [
    (random) =>
      `https://hooks.${'slack'}.com/services/T0${drawn(random, upper, 8)}/B0${drawn(random, upper, 8)}/${mixed(random, base62, 24)}`,
    (random) =>
      `https:\\/\\/hooks.${'slack'}.com\\/services\\/T0${drawn(random, upper, 8)}\\/B0${drawn(random, upper, 8)}\\/${mixed(random, base62, 24)}`,
    (random) =>
      `https://hooks.${'slack'}.com/triggers/E01/${drawn(random, digits, 13)}/${randomHex(random, 32)}`,
  ],
  url_password: [
    (random) => `postgres://${userInfo(random)}@db.internal:5432/app`,
    (random) => `amqp://${userInfo(random)}@10.0.0.5/`,
    (random) => `redis://:${mixed(random, base62, 20)}@cache:6379`,
    (random) => `https:\\/\\/${userInfo(random)}@git.internal\\/x`,
    (random) => `mongodb+srv://${userInfo(random)}%21@cluster0.example.net`,
  ],
};

/** How a credential comes to stand in a log. */
export const contexts: Readonly<Record<string, (secret: string, random: Random) => string>> = {
  bare: (secret) => secret,
  sentence: (secret) => `client said ${secret} and went away`,
  json: (secret) => JSON.stringify({ type: 'request', error: `bad value ${secret}`, x: 1 }),
  'json value': (secret) => JSON.stringify({ a: secret }),
  'json in json': (secret) => JSON.stringify({ message: JSON.stringify({ data: secret }) }),
  'behind a line break': (secret) => JSON.stringify({ message: `dump:\n${secret}\nend` }),
  logfmt: (secret) => `level=error msg="cannot read" value='${secret}' took=3ms`,
  'in an audit entry': (secret, random) =>
    JSON.stringify({
      auth: { client_token: `hmac-sha256:${randomHex(random, 64)}` },
      request: { id: randomUuid(random), path: 'secret/data/app', data: { value: secret } },
    }),
};
