import { Buffer } from 'node:buffer';
import { BASE64, byteSet, DIGIT } from './byte-set.js';
import type { SecretPattern } from './secret-pattern.js';
import { exactly } from './shape.js';
import { countOf, isVaried, runEnd, type Stretch, startsToken, textOf } from './token-text.js';

const TOKEN68 = byteSet('0-9A-Za-z._~+/-');
const LETTER = byteSet('A-Za-z');
const SPACE = byteSet(' ');
const LONGEST_BASIC = 4096;
const MOST_OF_TOKEN = 64;
const LEAST_TOKEN = 20;
const LEAST_BASIC = 8;

/**
 * `Bearer` and a token of any kind (RFC 6750: the characters of token68). Words do not count: it has twenty characters
 * or more, two digits and two letters. A JWT or a Vault token counts for its own pattern as well.
 */
export const bearerToken: SecretPattern = {
  name: 'bearer_token',
  marks: [[byteSet('Bb'), ...exactly('earer ')]],
  check(text, at) {
    if (!startsToken(text, at)) return false;
    const from = runEnd(text, at + 'Bearer '.length, SPACE, 4);
    const to = runEnd(text, from, TOKEN68, MOST_OF_TOKEN);
    if (to - from < LEAST_TOKEN || !isVaried(text, from, to, 10)) return false;
    return countOf(text, from, to, DIGIT) >= 2 && countOf(text, from, to, LETTER) >= 2;
  },
};

/** `Basic` and what decodes to a name, a colon and a password (RFC 7617). */
export const basicAuth: SecretPattern = {
  name: 'basic_auth',
  marks: [[byteSet('Bb'), ...exactly('asic ')]],
  check(text, at) {
    if (!startsToken(text, at)) return false;
    const from = runEnd(text, at + 'Basic '.length, SPACE, 4);
    const to = runEnd(text, from, BASE64, LONGEST_BASIC);
    return to - from >= LEAST_BASIC && isUserAndPassword(text, from, to);
  },
};

const userAndPassword = /^[\x20-\x39\x3b-\x7e\x80-\xff]*:[\x20-\x7e\x80-\xff]+$/;

function isUserAndPassword(text: Stretch, from: number, to: number): boolean {
  const decoded = Buffer.from(textOf(text, from, to), 'base64');
  const isText = Buffer.from(decoded.toString()).equals(decoded);
  return isText && userAndPassword.test(decoded.toString('latin1'));
}
