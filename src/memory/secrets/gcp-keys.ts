import { BASE64URL, byteSet, HEX, SEPARATOR } from './byte-set.js';
import type { SecretPattern } from './secret-pattern.js';
import { exactly } from './shape.js';
import { endsToken, hasText, isVaried, runEnd, type Stretch, startsToken } from './token-text.js';

const KEY_LENGTH = 39;
const LEAST_ACCESS = 40;
const KEY_ID_LENGTH = 40;
const WITH_DOT = byteSet('0-9A-Za-z_.-');
const BETWEEN = byteSet(' ",\\:nr');

/** API keys of Google: `AIza` and 35 characters (Google's own detector in secretlint and gitleaks, MIT, agree). */
export const gcpApiKey: SecretPattern = {
  name: 'gcp_api_key',
  marks: [exactly('AIza')],
  check(text, at) {
    const to = at + KEY_LENGTH;
    if (runEnd(text, at, BASE64URL, KEY_LENGTH) !== to || !startsToken(text, at)) return false;
    return endsToken(text, to) && isVaried(text, at + 4, to, 12);
  },
};

/** OAuth 2.0 access tokens of Google: `ya29.` and about a hundred characters. */
export const gcpAccessToken: SecretPattern = {
  name: 'gcp_access_token',
  marks: [exactly('ya29.')],
  check(text, at) {
    const from = at + 'ya29.'.length;
    const to = from + LEAST_ACCESS;
    if (!startsToken(text, at) || runEnd(text, from, WITH_DOT, LEAST_ACCESS) !== to) return false;
    return isVaried(text, from, to, 16);
  },
};

/**
 * Keys of service accounts: JSON whose `private_key_id` (forty hex digits) and `private_key` stand side by side, in the
 * order of the file or of the alphabet (Google's IAM documentation, "Create service account keys").
 */
export const gcpServiceAccountKey: SecretPattern = {
  name: 'gcp_service_account_key',
  marks: [exactly('private_key_id')],
  check(text, at) {
    const from = runEnd(text, at + 'private_key_id'.length, SEPARATOR, 12);
    const to = runEnd(text, from, HEX, KEY_ID_LENGTH + 1);
    return to - from === KEY_ID_LENGTH && (keyFollows(text, to) || keyIsBefore(text, at));
  },
};

function keyFollows(text: Stretch, at: number): boolean {
  const name = runEnd(text, at, BETWEEN, 20);
  if (!hasText(text, name, 'private_key')) return false;
  return hasText(text, runEnd(text, name + 'private_key'.length, SEPARATOR, 12), '-----BEGIN PRIVATE KEY');
}

function keyIsBefore(text: Stretch, at: number): boolean {
  const end = 'END PRIVATE KEY-----';
  for (let p = at - end.length; p >= at - end.length - 24; p -= 1) if (hasText(text, p, end)) return true;
  return false;
}
