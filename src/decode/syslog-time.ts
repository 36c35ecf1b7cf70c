import { areDigits, tokenEnd } from './syslog-bytes.js';

const BLANK = 0x20;
const DOT = 0x2e;
const COLON = 0x3a;

/** Does `bytes[start, end)` begin like `2026-11-21T06:55:23`? Whether there is such a day is not its matter. */
export function isIsoTime(bytes: Uint8Array, start: number, end: number): boolean {
  return (
    start + 19 <= end &&
    bytes[start + 4] === 0x2d &&
    bytes[start + 7] === 0x2d &&
    bytes[start + 10] === 0x54 &&
    areDigits(bytes, start, start + 4) &&
    areDigits(bytes, start + 5, start + 7) &&
    areDigits(bytes, start + 8, start + 10) &&
    isClock(bytes, start + 11)
  );
}

/**
 * Where the TIMESTAMP of RFC 3164 (section 4.1.2, `Nov 21 06:59:01`; syslog-ng adds a fraction) ends that stands at
 * `at`; `at` when there is none. A day below 10 stands behind two blanks, with some writers behind one.
 */
export function bsdTimeEnd(bytes: Uint8Array, at: number, end: number): number {
  if (at + 14 > end || !isMonth(bytes, at) || bytes[at + 3] !== BLANK) return at;
  const day = bytes[at + 4] === BLANK ? at + 5 : at + 4;
  const dayEnd = tokenEnd(bytes, day, Math.min(day + 2, end));
  const clock = dayEnd + 1;
  if (dayEnd === day || !areDigits(bytes, day, dayEnd) || bytes[dayEnd] !== BLANK) return at;
  if (clock + 8 > end || !isClock(bytes, clock)) return at;
  const stop = tokenEnd(bytes, clock + 8, end);
  const fraction = bytes[clock + 8] === DOT && areDigits(bytes, clock + 9, stop);
  return stop === clock + 8 || fraction ? stop : at;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const monthCodes = new Set(months.map((name) => codeOf(new TextEncoder().encode(name), 0)));

function isMonth(bytes: Uint8Array, at: number): boolean {
  return monthCodes.has(codeOf(bytes, at));
}

function codeOf(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
}

function isClock(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at + 2] === COLON &&
    bytes[at + 5] === COLON &&
    areDigits(bytes, at, at + 2) &&
    areDigits(bytes, at + 3, at + 5) &&
    areDigits(bytes, at + 6, at + 8)
  );
}
