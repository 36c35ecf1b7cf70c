import type { Value } from '../decode/value.js';

const dateTime =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?: ?(Z|z|[+-]\d\d:?\d\d))?)?$/;

/**
 * Milliseconds since the epoch of a field's value, to the second: RFC 3339 (also without a zone, which is then
 * UTC, or only a date), or a number of seconds, milliseconds, microseconds or nanoseconds since the epoch, told
 * apart by size. NaN for anything else.
 */
export function timeOfValue(value: Value): number {
  if (!Number.isNaN(value.number) && value.kind !== 'boolean') return timeOfNumber(value.number);
  const found = dateTime.exec(value.text);
  if (found === null) return Number.NaN;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0));
  // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999: Go writes an unset time as year 1.
  const midnight = new Date(0).setUTCFullYear(year!, month! - 1, day);
  const inYear = month! >= 1 && month! <= 12 && new Date(midnight).getUTCDate() === day;
  if (!inYear || hour! > 23 || minute! > 59 || second! > 60) return Number.NaN;
  return midnight + (hour! * 3600 + minute! * 60 + second!) * 1000 - offsetOf(found[7]);
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return minutes * (zone.startsWith('-') ? -60_000 : 60_000);
}

/** A time in seconds stays below 1e11 until the year 5138. */
function timeOfNumber(number: number): number {
  const size = Math.abs(number);
  if (size < 1e11) return number * 1000;
  if (size < 1e14) return number;
  return size < 1e17 ? number / 1e3 : number / 1e6;
}
