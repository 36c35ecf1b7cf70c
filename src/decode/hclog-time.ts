import { colourStart } from './ansi-colour.js';
import { byteSet } from './byte-set.js';

const BLANK = 0x20;
const TAB = 0x09;
const LARGE_T = 0x54;
const inTime = byteSet(/[\dTZ+,./:-]/);

/** Where the token before `mark` ends, blanks and colours left aside. */
export function timeEnd(bytes: Uint8Array, start: number, mark: number): number {
  let end = mark;
  for (;;) {
    while (end > start && (bytes[end - 1] === BLANK || bytes[end - 1] === TAB)) end -= 1;
    const colour = colourStart(bytes, start, end);
    if (colour === -1) return end;
    end = colour;
  }
}

/**
 * Where the time starts that ends at `end`, or -1 when no time stands there. The times of go-hclog
 * (`2006-01-02T15:04:05.000Z0700`) and of Go's log package (`2006/01/02 15:04:05.000000`).
 */
export function timeStart(bytes: Uint8Array, start: number, end: number): number {
  let i = end;
  while (i > start && inTime[bytes[i - 1]!] === 1) {
    i -= 1;
    if (bytes[i] === LARGE_T)
      return isDateAt(bytes, start, i - 10) && isClockAt(bytes, i + 1, end) ? i - 10 : -1;
  }
  if (bytes[i - 1] !== 0x20 || !isClockAt(bytes, i, end)) return -1;
  return isDateAt(bytes, start, i - 11) ? i - 11 : -1;
}

function isDateAt(bytes: Uint8Array, start: number, at: number): boolean {
  if (at < start) return false;
  const separator = bytes[at + 4];
  return (
    (separator === 0x2d || separator === 0x2f) &&
    bytes[at + 7] === separator &&
    areDigits(bytes, at, at + 4) &&
    areDigits(bytes, at + 5, at + 7) &&
    areDigits(bytes, at + 8, at + 10)
  );
}

function isClockAt(bytes: Uint8Array, at: number, end: number): boolean {
  return (
    at + 8 <= end &&
    bytes[at + 2] === 0x3a &&
    bytes[at + 5] === 0x3a &&
    areDigits(bytes, at, at + 2) &&
    areDigits(bytes, at + 3, at + 5) &&
    areDigits(bytes, at + 6, at + 8)
  );
}

function areDigits(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) if (!isDigit(bytes[i]!)) return false;
  return true;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
