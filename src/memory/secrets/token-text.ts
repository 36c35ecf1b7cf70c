import { BASE64URL, type ByteSet, byteSet, HEX, WORD } from './byte-set.js';

/** The stretch of bytes a check may look at. Every check stops at a byte it does not expect, LF included. */
export interface Stretch {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const U = 0x75;
const BACKSLASHES = byteSet('\\');
const escapeLetters = byteSet('bfnrt');

/** Where the run of bytes of `set` that begins at `at` ends; no further than `at + most`. */
export function runEnd({ bytes, end }: Stretch, at: number, set: ByteSet, most: number): number {
  const stop = Math.min(end, at + most);
  let p = at;
  while (p < stop && set[bytes[p]!] === 1) p += 1;
  return p;
}

/** Where the run of bytes of `set` that ends before `at` begins; no further back than `at - most`. */
export function runStart({ bytes, start }: Stretch, at: number, set: ByteSet, most: number): number {
  const stop = Math.max(start, at - most);
  let p = at;
  while (p > stop && set[bytes[p - 1]!] === 1) p -= 1;
  return p;
}

/** Whether the ASCII `text` stands at `at`. */
export function hasText({ bytes, start, end }: Stretch, at: number, text: string): boolean {
  if (at < start || at + text.length > end) return false;
  for (let i = 0; i < text.length; i += 1) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

/**
 * Whether a token may begin at `at`: no letter or digit stands before it, but for that of an escape (`\n`, `\u003d`,
 * `%3D`), which is how log formats write what stood there.
 */
export function startsToken({ bytes, start }: Stretch, at: number): boolean {
  if (at <= start || WORD[bytes[at - 1]!] === 0) return true;
  const back = (distance: number): number => (at - distance >= start ? bytes[at - distance]! : 0);
  if (back(2) === BACKSLASH && escapeLetters[back(1)] === 1) return true;
  if (HEX[back(1)] === 0 || HEX[back(2)] === 0) return false;
  return (
    back(3) === PERCENT ||
    (HEX[back(3)] === 1 && HEX[back(4)] === 1 && back(5) === U && back(6) === BACKSLASH)
  );
}

/** Whether a token may end before `at`. */
export function endsToken({ bytes, end }: Stretch, at: number): boolean {
  return at >= end || BASE64URL[bytes[at]!] === 0;
}

/** By byte: the number of the call of `isVaried` that met it last. */
const metIn = new Float64Array(256);
let calls = 0;

/** Whether there are at least `least` different bytes: `xxxxxxxx` and `12341234` are no credentials. */
export function isVaried({ bytes }: Stretch, from: number, to: number, least: number): boolean {
  calls += 1;
  let different = 0;
  for (let p = from; p < to && different < least; p += 1) {
    const byte = bytes[p]!;
    if (metIn[byte] !== calls) different += 1;
    metIn[byte] = calls;
  }
  return different >= least;
}

/** How many bytes of `set` there are. */
export function countOf({ bytes }: Stretch, from: number, to: number, set: ByteSet): number {
  let count = 0;
  for (let p = from; p < to; p += 1) count += set[bytes[p]!]!;
  return count;
}

/** ASCII text of `[from, to)`. */
export function textOf({ bytes }: Stretch, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

/** Behind the slash at `at`, however it is escaped; 0 when there is none. */
export function afterSlash(text: Stretch, at: number): number {
  const slash = runEnd(text, at, BACKSLASHES, 16);
  if (hasText(text, slash, '/')) return slash + 1;
  return slash === at && (hasText(text, at, '%2F') || hasText(text, at, '%2f')) ? at + 3 : 0;
}
