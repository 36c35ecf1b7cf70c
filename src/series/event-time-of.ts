/** Tells the time of an event of the batch at hand, in seconds since the epoch; NaN when it has none. */
export interface EventTimeOf {
  at(row: number): number;
}

/** The same, or the clock (`now` in milliseconds) for an event without a time: in seconds. */
export function eventTime(times: EventTimeOf, row: number, now: number): number {
  const time = times.at(row);
  return Number.isNaN(time) ? now / 1000 : time;
}
