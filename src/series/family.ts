/** The identity of one event, shown beside a sample in OpenMetrics. */
export interface Exemplar {
  /** Label pairs already rendered and escaped, without braces: `id="5f3c…"`. At most 128 characters in all. */
  readonly labels: string;
  readonly value: number;
  /** Seconds since the epoch, or undefined when the event has no time. */
  readonly timestamp?: number;
}

/** Series of one metric that come from one instrument. Slots are dense: 0 … size-1, and never move. */
export interface FamilyPart {
  readonly size: number;
  /** Label pairs of a slot, rendered and escaped, without braces: `source="vault",user="alice"`. */
  labels(slot: number): string;
  /** Counter and gauge. */
  value(slot: number): number;
  /** Histogram: events in bucket `bucket` alone (not cumulated); the last is +Inf. */
  bucket(slot: number, bucket: number): number;
  /** Histogram: sum of the observed values. */
  sum(slot: number): number;
  /** `bucket` is 0 for a counter. */
  exemplar(slot: number, bucket: number): Exemplar | undefined;
  /** Seconds since the epoch when the series was made. Not there where nobody knows. */
  created?(slot: number): number;
}

/** All series of one name. */
export interface Family {
  /** As in text 0.0.4, so a counter ends with `_total`. */
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  /** Upper bounds of a histogram's buckets, ascending, without +Inf. */
  readonly buckets: readonly number[];
  readonly parts: readonly FamilyPart[];
}
