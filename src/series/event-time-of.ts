/** Tells the time of an event of the batch at hand, in seconds since the epoch; NaN when it has none. */
export interface EventTimeOf {
  at(row: number): number;
}
