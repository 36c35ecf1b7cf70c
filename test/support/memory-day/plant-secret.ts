import { pick, type Random } from '../../../src/base/random.js';

const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const letters = lower + upper;
const digits = '0123456789';

function some(random: Random, alphabet: string, count: number): string {
  return Array.from({ length: count }, () => pick(random, [...alphabet])).join('');
}

/** Texts that look like live credentials, made up on the spot. */
const makers: readonly ((random: Random) => string)[] = [
  // HashiCorp Vault and OpenBao: service, batch and recovery tokens, and service tokens before Vault 1.10.
  (random) => `hvs.CAESI${some(random, letters + digits, 90)}`,
  (random) => `hvb.AAAAAQ${some(random, letters + digits, 140)}`,
  // All kinds of characters in turn: what looks like a word is none.
  (random) =>
    `s.${Array.from({ length: 8 }, () => [lower, digits, upper].map((set) => some(random, set, 1)).join('')).join('')}`,
  // An access key of AWS.
  (random) => `AKIA${some(random, `${upper}234567`, 16)}`,
  // A private key block.
  (random) => {
    const body = some(random, letters + digits, 64);
    return `-----BEGIN RSA PRIVATE KEY-----\n${body}\n-----END RSA PRIVATE KEY-----`;
  },
  // A JSON Web Token.
  (random) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const payload = { sub: some(random, lower, 12), iat: 1_700_000_000 };
    return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(payload)}.${some(random, letters + digits, 43)}`;
  },
  // GitHub, Slack.
  (random) => `ghp_${some(random, letters + digits, 36)}`,
  (random) =>
    `xoxb-${some(random, digits, 12)}-${some(random, digits, 12)}-${some(random, letters + digits, 24)}`,
  // A password in a URL.
  (random) => `postgres://app:${some(random, letters + digits, 18)}@db.example.com:5432/app`,
];

/** One of them. */
export function plantedSecret(random: Random): string {
  return pick(random, makers)(random);
}
