import { utcSeconds } from './utc-seconds.js';

/** `2026-01-02T15:04` */
const MINUTE_LENGTH = 16;
const DASH = 0x2d;
const COLON = 0x3a;

const day = String.raw`(?<year>\d{4})(?<mark>[-/])(?<month>\d\d)\k<mark>(?<day>\d\d)`;
const clock = String.raw`(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:[.,](?<fraction>\d+))?`;
const zone = String.raw`(?: ?(?<utc>[Zz]|UTC|GMT)| ?(?<offset>[-+]\d\d(?::?\d\d)?)(?: UTC)?)?`;
const full = new RegExp(`^${day}[Tt ]${clock}${zone}$`);
const bsd = new RegExp(`^(?<month>[A-Z][a-z]{2}) (?<day>[ \\d]?\\d) ${clock}$`);
const epoch = /^\d+(?:\.\d+)?(?:[eE]\+?\d{1,2})?$/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** More digits than a double holds change nothing, and both readers must cut at the same place to agree. */
const FRACTION_DIGITS = 15;

/** Exact, and faster than `**`: this is done for every event. */
const POWERS_OF_TEN = Float64Array.from({ length: FRACTION_DIGITS + 1 }, (_, digits) => 10 ** digits);

type Groups = Readonly<Record<string, string | undefined>>;

/**
 * Seconds since the Unix epoch, with fraction, of the time that an event bears; NaN when `text` is no time.
 *
 * - RFC 3339 (`2026-01-02T15:04:05.123456789Z`, `+02:00`), and what is near it: `-0700`, a blank or a slash where
 *   RFC 3339 has `T` or `-`, a blank before the offset, a comma before the fraction. Without an offset it is UTC.
 * - A number since the epoch, its unit told by its size: below 1e11 seconds (up to the year 5138), below 1e14
 *   milliseconds (from 1973 on), below 1e17 microseconds, below 1e20 nanoseconds.
 * - The time of RFC 3164, `Nov 21 06:59:01`, in UTC and in the year that brings it nearest to `nowMs`
 *   (milliseconds since the epoch); NaN when `nowMs` is not given.
 *
 * A second 60 is a leap second (RFC 3339, section 5.7), the same moment as the second after it.
 */
export function parseEventTime(text: string, nowMs = Number.NaN): number {
  if (epoch.test(text)) return fromEpoch(Number(text));
  const iso = full.exec(text);
  if (iso !== null) return fromCalendar(iso.groups as Groups);
  const short = bsd.exec(text);
  return short === null ? Number.NaN : inNearestYear(short.groups as Groups, nowMs);
}

function fromEpoch(value: number): number {
  if (value < 1e11) return value;
  if (value < 1e14) return value / 1e3;
  if (value < 1e17) return value / 1e6;
  return value < 1e20 ? value / 1e9 : Number.NaN;
}

function fromCalendar(groups: Groups): number {
  const offset = groups['offset']?.replace(':', '') ?? '+0000';
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3));
  if (hours > 23 || minutes > 59) return Number.NaN;
  const east = (offset.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60);
  return secondsOf(groups, Number(groups['year']), Number(groups['month'])) - east;
}

function inNearestYear(groups: Groups, nowMs: number): number {
  const year = new Date(nowMs).getUTCFullYear();
  const month = months.indexOf(groups['month']!) + 1;
  const now = nowMs / 1e3;
  let nearest = Number.NaN;
  for (const candidate of [year - 1, year, year + 1]) {
    const seconds = secondsOf(groups, candidate, month);
    if (Number.isNaN(nearest) || Math.abs(seconds - now) < Math.abs(nearest - now)) nearest = seconds;
  }
  return nearest;
}

function secondsOf(groups: Groups, year: number, month: number): number {
  const [days, hour, minute, second] = ['day', 'hour', 'minute', 'second'].map((part) =>
    Number(groups[part]),
  );
  if (second! > 60) return Number.NaN;
  const fraction = groups['fraction']?.slice(0, FRACTION_DIGITS) ?? '0';
  return utcSeconds(year, month, days!, hour!, minute!) + second! + Number(`0.${fraction}`);
}

/**
 * Reads event times from bytes, without making a string of those in the form of RFC 3339. Events come in order, so
 * the minute that was read last is remembered. Agrees with `parseEventTime` on every text.
 */
export class TimeReader {
  readonly #prefix = new Uint8Array(MINUTE_LENGTH);
  #minute = Number.NaN;

  /** Seconds since the Unix epoch of the time in `bytes[start, end)`, or NaN; `nowMs` as in `parseEventTime`. */
  read(bytes: Uint8Array, start: number, end: number, nowMs: number): number {
    const seconds = end - start < MINUTE_LENGTH + 4 ? Number.NaN : this.#readRfc3339(bytes, start, end);
    // What is no RFC 3339 may still be a time; what is, but of no real day, will be NaN again.
    return Number.isNaN(seconds) ? parseEventTime(textOf(bytes, start, end), nowMs) : seconds;
  }

  #readRfc3339(bytes: Uint8Array, start: number, end: number): number {
    if (!this.#isSameMinute(bytes, start)) this.#rememberMinute(bytes, start);
    const second = start + MINUTE_LENGTH;
    if (bytes[second] !== COLON) return Number.NaN;
    const seconds = twoDigits(bytes, second + 1);
    if (!(seconds <= 60)) return Number.NaN;
    let i = second + 3;
    let fraction = 0;
    if (bytes[i] === 0x2e) {
      const first = i + 1;
      let digits = 0;
      for (i = first; i < end && isDigit(bytes[i]!); i += 1) {
        if (i - first < FRACTION_DIGITS) {
          fraction = fraction * 10 + bytes[i]! - 0x30;
          digits += 1;
        }
      }
      if (digits === 0) return Number.NaN;
      fraction /= POWERS_OF_TEN[digits]!;
    }
    return this.#minute + seconds + fraction - offsetSeconds(bytes, i, end);
  }

  #isSameMinute(bytes: Uint8Array, start: number): boolean {
    for (let i = MINUTE_LENGTH - 1; i >= 0; i -= 1) if (this.#prefix[i] !== bytes[start + i]) return false;
    return true;
  }

  #rememberMinute(bytes: Uint8Array, at: number): void {
    for (let i = 0; i < MINUTE_LENGTH; i += 1) this.#prefix[i] = bytes[at + i]!;
    const marks =
      bytes[at + 4] === DASH && bytes[at + 7] === DASH && bytes[at + 10] === 0x54 && bytes[at + 13] === COLON;
    const year = twoDigits(bytes, at) * 100 + twoDigits(bytes, at + 2);
    const month = twoDigits(bytes, at + 5);
    const day = twoDigits(bytes, at + 8);
    const hour = twoDigits(bytes, at + 11);
    const minute = twoDigits(bytes, at + 14);
    this.#minute = marks ? utcSeconds(year, month, day, hour, minute) : Number.NaN;
  }
}

/** Seconds east of UTC of the offset that fills `bytes[at, end)`: `Z`, `+02:00` or `+0200`; else NaN. */
function offsetSeconds(bytes: Uint8Array, at: number, end: number): number {
  if (end === at + 1 && bytes[at] === 0x5a) return 0;
  const sign = bytes[at] === 0x2b ? 1 : bytes[at] === DASH ? -1 : 0;
  const length = end - at;
  if (sign === 0 || !(length === 5 || (length === 6 && bytes[at + 3] === COLON))) return Number.NaN;
  const hours = twoDigits(bytes, at + 1);
  const minutes = twoDigits(bytes, end - 2);
  return hours <= 23 && minutes <= 59 ? sign * (hours * 3600 + minutes * 60) : Number.NaN;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]!;
  const ones = bytes[at + 1]!;
  return isDigit(tens) && isDigit(ones) ? (tens - 0x30) * 10 + ones - 0x30 : Number.NaN;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}
