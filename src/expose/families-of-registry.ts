import type { MetricObjectWithValues, MetricValue, Registry } from 'prom-client';
import { renderLabels } from '../base/label-text.js';
import type { Family, FamilyPart } from '../series/family.js';

type Metric = MetricObjectWithValues<MetricValue<string>>;
interface Sample extends MetricValue<string> {
  /** On the samples of a histogram: `…_bucket`, `…_sum`, `…_count`. */
  readonly metricName?: string;
}
/** One series of a histogram; `counts` are cumulated and parallel to the bounds, +Inf last. */
interface HistogramSeries {
  readonly labels: string;
  readonly counts: number[];
  sum: number;
}

/**
 * A snapshot of what a prom-client registry holds: the process metrics and those about ourselves. It reads
 * `getMetricsAsJSON()` because one `metrics()` in OpenMetrics mode strips `_total` from the registry's counters
 * for good (prom-client 15.1.3, prometheus/client_js#829). Summaries are left out: quantiles cannot be
 * aggregated, neither the default metrics nor ours have any, and so `Family` knows none. Rejects when a
 * collector of the registry does.
 */
export async function familiesOfRegistry(registry: Pick<Registry, 'getMetricsAsJSON'>): Promise<Family[]> {
  const metrics: Metric[] = await registry.getMetricsAsJSON();
  return metrics.flatMap((metric) => toFamily(metric) ?? []);
}

function toFamily(metric: Metric): Family | undefined {
  // The declaration says a numeric enum; it is the word.
  const type = String(metric.type);
  const { name, help } = metric;
  if (type === 'histogram') return toHistogram(metric);
  if (type !== 'counter' && type !== 'gauge') return undefined;
  const labels = metric.values.map((sample) => labelsOf(sample));
  const part = { ...noPart, size: labels.length, labels: (slot: number) => labels[slot] as string };
  return {
    name,
    help,
    type,
    buckets: [],
    parts: [{ ...part, value: (slot) => metric.values[slot]?.value as number }],
  };
}

function toHistogram({ name, help, values }: Metric): Family {
  const samples: readonly Sample[] = values;
  const bounds = [...new Set(samples.flatMap((sample) => boundOf(sample) ?? []))].sort((a, b) => a - b);
  const series = collectSeries(name, samples, bounds);
  const at = (slot: number) => series[slot] as HistogramSeries;
  const part: FamilyPart = {
    ...noPart,
    size: series.length,
    labels: (slot) => at(slot).labels,
    sum: (slot) => at(slot).sum,
    bucket: (slot, bucket) => (at(slot).counts[bucket] as number) - (at(slot).counts[bucket - 1] ?? 0),
  };
  return { name, help, type: 'histogram', buckets: bounds.filter(Number.isFinite), parts: [part] };
}

function collectSeries(name: string, samples: readonly Sample[], bounds: readonly number[]) {
  const byLabels = new Map<string, HistogramSeries>();
  for (const sample of samples) {
    const labels = labelsOf(sample);
    const series = byLabels.get(labels) ?? { labels, counts: bounds.map(() => 0), sum: 0 };
    byLabels.set(labels, series);
    const bound = boundOf(sample);
    if (bound !== undefined) series.counts[bounds.indexOf(bound)] = sample.value;
    else if (sample.metricName === `${name}_sum`) series.sum = sample.value;
  }
  return [...byLabels.values()];
}

function boundOf({ labels: { le } }: Sample): number | undefined {
  if (le === undefined) return undefined;
  return le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le);
}

function labelsOf(sample: Sample): string {
  const pairs = Object.entries(sample.labels).filter(([name, value]) => name !== 'le' && value !== undefined);
  return renderLabels(pairs.map(([name, value]) => [name, String(value)]));
}

const noPart: FamilyPart = {
  size: 0,
  labels: () => '',
  value: () => 0,
  bucket: () => 0,
  sum: () => 0,
  exemplar: () => undefined,
};
