import { parseExposition } from '../parse-exposition.js';
import { type Samples, sampleKey } from './sample-map.js';

/** Where a window has more values than are counted one by one, the number is an estimate with this standard error. */
const EXACT = 1_024;
const STANDARD_ERROR = 0.016;
/** Sums of differences of doubles near 1.8e9. */
const SUM_ERROR = 1e-6;

/** What an exposition shows, in the form of `expectedSamples`. */
export function shownSamples(exposition: string): Samples {
  const samples = new Map<string, number>();
  for (const family of parseExposition(exposition, 'text-0.0.4').values()) {
    for (const { name, labels, value } of family.samples) {
      const { source, system, le, ...rest } = Object.fromEntries(labels);
      samples.set(sampleKey(name, le === undefined ? rest : { ...rest, le: bound(le) }), value);
      const sum = sampleKey(`sum of ${name}`);
      samples.set(sum, (samples.get(sum) ?? 0) + value);
    }
  }
  return samples;
}

/** What differs, one line each. What one of them has beyond the metrics of the other is no difference. */
export function differences(expected: Samples, shown: Samples): string[] {
  const metrics = new Set(Array.from(expected.keys(), metricOf));
  const keys = new Set([
    ...expected.keys(),
    ...[...shown.keys()].filter((key) => metrics.has(metricOf(key))),
  ]);
  return [...keys].flatMap((key) => {
    const [is, should] = [shown.get(key) ?? 0, expected.get(key) ?? 0];
    return Math.abs(is - should) <= tolerance(key, should) ? [] : [`${key}: ${is} shown, ${should} expected`];
  });
}

function tolerance(key: string, value: number): number {
  if (metricOf(key).endsWith('_sum')) return value * SUM_ERROR;
  // Four standard errors: one in 16,000 is beyond.
  return / window=/.test(key) && value > EXACT ? Math.ceil(4 * STANDARD_ERROR * value) : 0;
}

/** The name, and for self-metrics of metrics the metric: only some of them are worked out for every metric. */
function metricOf(key: string): string {
  return /^(sum of )?\S+( metric=\S+)?/.exec(key)![0];
}

function bound(le: string): string {
  return String(le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le));
}
