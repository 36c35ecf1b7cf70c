import type { EventTimeOf } from './event-time-of.js';

/** A time that far ahead of our own clock is wrong. */
const FUTURE_SECONDS = 3_600;

/**
 * The time of an event in seconds; `now` is the clock in milliseconds. The clock stands in for a time that is not there,
 * and for one more than an hour ahead: it would make everything that comes after it look old.
 */
export function plausibleTime(times: EventTimeOf, row: number, now: number): number {
  const time = times.at(row);
  const clock = now / 1000;
  return time <= clock + FUTURE_SECONDS ? time : clock;
}
