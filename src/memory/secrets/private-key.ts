import { BASE64, byteSet } from './byte-set.js';
import type { SecretPattern } from './secret-pattern.js';
import { exactly } from './shape.js';
import { hasText, runEnd, runStart, type Stretch } from './token-text.js';

const KIND = byteSet('A-Z0-9 ');
const SPACE = byteSet(' \t\r');
const BACKSLASH = byteSet('\\');
const LEAST_BODY = 20;
const LF = 0x0a;

// What stands for the line break behind the first line, by who wrote it: JSON, URLs, XML.
const breaks = ['n', 'r', 'u000a', 'u000d', '%0A', '%0D', '%0a', '%0d', '&#10;', '&#xA;'];
const headers = ['Proc-Type:', 'Version:', 'Comment:'];

/**
 * The first line of a private key (RFC 7468, OpenSSH's PROTOCOL.key, RFC 4880 for PGP) with key material behind it,
 * or at the end of the line, when the log has the key in lines of its own.
 */
export const privateKey: SecretPattern = {
  name: 'private_key',
  marks: [exactly('PRIVATE KEY')],
  check(text, at) {
    const kind = runStart(text, at, KIND, 40);
    if (!hasText(text, kind - 5, '-----') || !hasText(text, kind, 'BEGIN ')) return false;
    let p = at + 'PRIVATE KEY'.length;
    if (hasText(text, p, ' BLOCK')) p += ' BLOCK'.length;
    return hasText(text, p, '-----') && hasBody(text, p + 5);
  },
};

function hasBody(text: Stretch, at: number): boolean {
  const p = afterBreaks(text, at);
  if (p >= text.end || text.bytes[p] === LF) return true;
  return (
    runEnd(text, p, BASE64, LEAST_BODY) - p === LEAST_BODY || headers.some((name) => hasText(text, p, name))
  );
}

function afterBreaks(text: Stretch, at: number): number {
  let p = at;
  for (let i = 0; i < 4; i += 1) {
    p = runEnd(text, p, SPACE, 8);
    // JSON in JSON in JSON.
    const letter = runEnd(text, p, BACKSLASH, 16);
    const found = breaks.find((one) => hasText(text, letter, one) && letter > p === /^[nru]/.test(one));
    if (found === undefined) return p;
    p = letter + found.length;
  }
  return p;
}
