import { HEX } from './byte-set.js';
import { runEnd } from './token-text.js';

const MARK = 'hmac-sha256:';
const DIGITS = 64;

/**
 * Hands out the stretches of `line` between HMACs as Vault writes them (`hmac-sha256:` and 64 hex digits), until `take`
 * returns true; returns whether it did.
 */
export function someGap(line: Buffer, take: (stretch: Buffer) => boolean): boolean {
  const text = { bytes: line, start: 0, end: line.length };
  let from = 0;
  let at = line.indexOf(MARK, 0, 'latin1');
  while (at !== -1) {
    const digits = at + MARK.length;
    const end = runEnd(text, digits, HEX, DIGITS);
    if (end - digits === DIGITS) {
      if (at > from && take(line.subarray(from, at))) return true;
      from = end;
    }
    at = line.indexOf(MARK, end, 'latin1');
  }
  return from < line.length && take(line.subarray(from));
}
