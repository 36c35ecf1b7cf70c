import type { Exemplar, Family, FamilyPart } from '../../src/series/family.js';

/** A series of a counter or gauge; `labels` come rendered. */
export interface PlainSeries {
  readonly labels: string;
  readonly value: number;
  readonly exemplar?: Exemplar;
}

/** A series of a histogram; `counts` are per bucket, +Inf last. */
export interface BucketSeries {
  readonly labels: string;
  readonly counts: readonly number[];
  readonly sum: number;
  readonly exemplars?: readonly (Exemplar | undefined)[];
}

export function counterFamily(name: string, series: readonly PlainSeries[], help = 'Help.'): Family {
  return { name, type: 'counter', help, buckets: [], parts: [plainPart(series)] };
}

export function gaugeFamily(name: string, series: readonly PlainSeries[], help = 'Help.'): Family {
  return { name, type: 'gauge', help, buckets: [], parts: [plainPart(series)] };
}

export function histogramFamily(
  name: string,
  buckets: readonly number[],
  series: readonly BucketSeries[],
): Family {
  const part: FamilyPart = {
    ...plainPart(series.map(({ labels }) => ({ labels, value: 0 }))),
    bucket: (slot, bucket) => series[slot]!.counts[bucket]!,
    sum: (slot) => series[slot]!.sum,
    exemplar: (slot, bucket) => series[slot]!.exemplars?.[bucket],
  };
  return { name, type: 'histogram', help: 'Help.', buckets, parts: [part] };
}

/** A gauge of so many series that a client that does not read keeps the server from sending them all. */
export function manySeries(count: number, labels = (slot: number) => `user="${slot}"`): Family {
  const part = { ...plainPart([]), size: count, labels, value: () => 1 };
  return { ...gaugeFamily('audit_denied_streak', []), parts: [part] };
}

function plainPart(series: readonly PlainSeries[]): FamilyPart {
  return {
    size: series.length,
    labels: (slot) => series[slot]!.labels,
    value: (slot) => series[slot]!.value,
    bucket: () => 0,
    sum: () => 0,
    exemplar: (slot) => series[slot]!.exemplar,
  };
}
