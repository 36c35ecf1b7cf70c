import { BASE62, byteSet } from './byte-set.js';
import type { SecretPattern } from './secret-pattern.js';
import { exactly } from './shape.js';
import { afterSlash, isVaried, runEnd, runStart, type Stretch, textOf } from './token-text.js';

const SCHEME = byteSet('0-9A-Za-z+.-');
// Unreserved characters, escapes and sub-delimiters of RFC 3986, but for the quotation mark.
const USER = byteSet('0-9A-Za-z._~%!$&()*+,;=-');
const PASSWORD = byteSet('0-9A-Za-z._~%!$&()*+,;=:^-');
const HOST = byteSet('0-9A-Za-z[_');
const LONGEST_USER = 256;
const LONGEST_PASSWORD = 256;
const LEAST = 3;
const COLON = 0x3a;
const AT = 0x40;
// Or what escapes it.
const SLASH = byteSet('/\\');

const placeholder =
  /^(?:\$|%[a-z]$|%7b|hmac-sha256:|redacted$|\(redacted\)$|masked$|hidden$|removed$|filtered$)/i;

/** Passwords in addresses: `scheme://user:password@host` (RFC 3986, section 3.2.1). The user's name may be empty. */
export const urlPassword: SecretPattern = {
  name: 'url_password',
  marks: [[...exactly(':'), SLASH, SLASH]],
  check(text, at) {
    if (runStart(text, at, SCHEME, 1) === at) return false;
    const second = afterSlash(text, at + 1);
    const user = second === 0 ? 0 : afterSlash(text, second);
    if (user === 0) return false;
    const colon = runEnd(text, user, USER, LONGEST_USER);
    if (colon >= text.end || text.bytes[colon] !== COLON) return false;
    const to = runEnd(text, colon + 1, PASSWORD, LONGEST_PASSWORD);
    if (to + 1 >= text.end || text.bytes[to] !== AT || HOST[text.bytes[to + 1]!] === 0) return false;
    return isPassword(text, colon + 1, to);
  },
};

/** Not what stands in the place of a password: `***`, `xxxxx` (Go), `$PASSWORD`, `%s`, `REDACTED`, an HMAC of Vault's. */
function isPassword(text: Stretch, from: number, to: number): boolean {
  if (to - from < LEAST || !isVaried(text, from, to, 2)) return false;
  return runEnd(text, from, NOT_DRAWN, to - from) < to && !placeholder.test(textOf(text, from, to));
}

const NOT_DRAWN = BASE62.map((member) => 1 - member);
