import type { Family, FamilyPart } from '../series/family.js';
import { exemplarText } from './exemplar-text.js';
import type { FamilyHead } from './family-head.js';
import { formatBound, formatValue } from './format-value.js';

/** All lines of one series, each with its line end. */
export type SeriesLines = (part: FamilyPart, slot: number) => string;

/** What is the same for every series of a family is worked out once, here. */
export function seriesLines(
  family: Family,
  { exemplars, created }: Pick<FamilyHead, 'exemplars' | 'created'>,
): SeriesLines {
  const lines =
    family.type === 'histogram' ? histogramLines(family, exemplars) : sampleLine(family.name, exemplars);
  return created === undefined ? lines : (part, slot) => lines(part, slot) + createdLine(created, part, slot);
}

function createdLine(name: string, part: FamilyPart, slot: number): string {
  const time = part.created?.(slot);
  return time === undefined ? '' : `${name}${braced(part.labels(slot))} ${formatValue(time)}\n`;
}

function sampleLine(name: string, exemplars: boolean): SeriesLines {
  return (part, slot) => {
    const exemplar = exemplars ? exemplarText(part.exemplar(slot, 0)) : '';
    return `${name}${braced(part.labels(slot))} ${formatValue(part.value(slot))}${exemplar}\n`;
  };
}

/**
 * `_count` is summed up from the buckets read here, so that it equals the +Inf bucket whatever is counted
 * between two series.
 */
function histogramLines({ name, buckets }: Family, exemplars: boolean): SeriesLines {
  const bounds = [...buckets.map(formatBound), '+Inf'];
  return (part, slot) => {
    const labels = part.labels(slot);
    const start = `${name}_bucket{${labels}${labels === '' ? '' : ','}le="`;
    let count = 0;
    let lines = '';
    for (let bucket = 0; bucket < bounds.length; bucket += 1) {
      count += part.bucket(slot, bucket);
      const exemplar = exemplars ? exemplarText(part.exemplar(slot, bucket)) : '';
      lines += `${start}${bounds[bucket]}"} ${formatValue(count)}${exemplar}\n`;
    }
    const set = braced(labels);
    return `${lines}${name}_sum${set} ${formatValue(part.sum(slot))}\n${name}_count${set} ${formatValue(count)}\n`;
  };
}

function braced(labels: string): string {
  return labels === '' ? '' : `{${labels}}`;
}
