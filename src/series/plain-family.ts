import { renderLabels } from '../base/label-text.js';
import type { Family, FamilyPart } from './family.js';

/** One series of a family that is made afresh for each scrape. */
export interface PlainRow {
  readonly labels: readonly (readonly [string, string])[];
  readonly value: number;
}

/** A counter or gauge from plain rows. */
export function plainFamily(
  type: 'counter' | 'gauge',
  name: string,
  help: string,
  rows: readonly PlainRow[],
): Family {
  const texts = rows.map(({ labels }) => renderLabels(labels));
  const values = rows.map(({ value }) => value);
  return { name, type, help, buckets: [], parts: [plainPart(texts, values)] };
}

/** Series of a counter or gauge from label pairs (rendered and escaped) and values of one instant. */
export function plainPart(texts: readonly string[], values: ArrayLike<number>): FamilyPart {
  return {
    size: texts.length,
    labels: (slot) => texts[slot]!,
    value: (slot) => values[slot]!,
    bucket: () => 0,
    sum: () => 0,
    exemplar: () => undefined,
  };
}

/** A histogram from plain rows: counts per bucket (+Inf included, not cumulated) and the sum. */
export function plainHistogram(
  name: string,
  help: string,
  buckets: readonly number[],
  rows: readonly { labels: PlainRow['labels']; counts: readonly number[]; sum: number }[],
): Family {
  const texts = rows.map(({ labels }) => renderLabels(labels));
  return {
    name,
    type: 'histogram',
    help,
    buckets,
    parts: [
      {
        size: rows.length,
        labels: (slot) => texts[slot]!,
        value: () => 0,
        bucket: (slot, bucket) => rows[slot]!.counts[bucket]!,
        sum: (slot) => rows[slot]!.sum,
        exemplar: () => undefined,
      },
    ],
  };
}
