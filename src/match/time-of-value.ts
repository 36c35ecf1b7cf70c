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
  const time = Date.UTC(year!, month! - 1, day, hour, minute, second);
  const real =
    month! >= 1 && month! <= 12 && day! >= 1 && new Date(time - secondsOfDay(found)).getUTCDate() === day;
  const inDay = hour! <= 23 && minute! <= 59 && second! <= 60;
  return real && inDay ? time - offsetOf(found[7]) : Number.NaN;
}

function secondsOfDay(found: RegExpExecArray): number {
  return (Number(found[4] ?? 0) * 3600 + Number(found[5] ?? 0) * 60 + Number(found[6] ?? 0)) * 1000;
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
