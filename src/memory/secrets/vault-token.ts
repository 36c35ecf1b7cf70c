import { BASE62, BASE64URL, byteSet, DIGIT } from './byte-set.js';
import type { SecretPattern } from './secret-pattern.js';
import { exactly } from './shape.js';
import { countOf, endsToken, isVaried, runEnd, type Stretch, startsToken } from './token-text.js';

const TOKEN_LENGTH = 24;
const NAMESPACE_LENGTH = 5;
const LEAST_BATCH = 80;
const H = 0x68;
const B = 0x62;
const DOT = 0x2e;

const LOWER = byteSet('a-z');
const UPPER = byteSet('A-Z');
const ASSIGNS = byteSet('(=:');

/**
 * Tokens of Vault and OpenBao.
 *
 * Vault since 1.10: `hvs.`, `hvb.`, `hvr.` (sdk/helper/consts/token_consts.go). OpenBao, and Vault before: `s.`, `b.`, `r.`
 * (the same file in openbao/openbao). Service and recovery tokens have 24 base62 characters (TokenLength in
 * vault/token_store.go), root tokens of all versions too; outside the root namespace a dot and its id of five follow
 * (MaxNsIdLength). Other `hvs.` tokens (90 and more) and batch tokens (100 and more) are base64url.
 */
export const vaultToken: SecretPattern = {
  name: 'vault_token',
  marks: [
    [...exactly('hv'), byteSet('sbr'), ...exactly('.')],
    [byteSet('sbr'), ...exactly('.'), BASE62],
  ],
  check(text, at) {
    if (!startsToken(text, at)) return false;
    if (text.bytes[at] === H) return isModern(text, at + 4);
    return text.bytes[at] === B ? isBatch(text, at + 2) : isShort(text, at + 2);
  },
};

function isModern(text: Stretch, from: number): boolean {
  const to = from + TOKEN_LENGTH;
  return runEnd(text, from, BASE64URL, TOKEN_LENGTH) === to && isVaried(text, from, to, 10);
}

function isBatch(text: Stretch, from: number): boolean {
  const to = from + LEAST_BATCH;
  return runEnd(text, from, BASE64URL, LEAST_BATCH) === to && isVaried(text, from, to, 20);
}

function isShort(text: Stretch, from: number): boolean {
  const to = from + TOKEN_LENGTH;
  if (runEnd(text, from, BASE62, TOKEN_LENGTH + 1) !== to || !looksDrawn(text, from, to)) return false;
  if (to >= text.end) return true;
  const next = text.bytes[to]!;
  if (next !== DOT) return endsToken(text, to) && ASSIGNS[next] === 0;
  const namespace = runEnd(text, to + 1, BASE62, NAMESPACE_LENGTH + 1);
  return endsToken(text, namespace) && (namespace === to + 1 || namespace === to + 1 + NAMESPACE_LENGTH);
}

/**
 * Tells drawn characters from names in source text (`s.makeKubeConfigController`): digits among them or many capitals
 * side by side, and much change between small letters, capitals and digits. One drawn token in a thousand fails.
 */
function looksDrawn(text: Stretch, from: number, to: number): boolean {
  const { bytes } = text;
  let changes = 0;
  let capitals = 0;
  for (let p = from + 1; p < to; p += 1) {
    const [last, next] = [bytes[p - 1]!, bytes[p]!];
    if (LOWER[last] !== LOWER[next] || UPPER[last] !== UPPER[next]) changes += 1;
    if (UPPER[last] === 1 && UPPER[next] === 1) capitals += 1;
  }
  if (countOf(text, from, to, DIGIT) > 0) return changes >= 6;
  return changes >= 8 && capitals >= 3;
}
