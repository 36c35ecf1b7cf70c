import type { MemoryConfig, MetricConfig } from '../config.js';
import { defaultBuckets } from '../language/buckets.js';
import type { PresetMetric } from '../language/metric-schema.js';
import { shownTypes } from '../shown-families.js';
import { toMemoryConfig } from './to-memory-config.js';

/**
 * The entry with its defaults. Undefined when it lacks what makes it a metric; then there is an issue already.
 * Other faulty parts get a stand-in, so that checks between metrics can go on.
 */
export function toMetricConfig(entry: PresetMetric): MetricConfig | undefined {
  const { name, type, help, when, value, buckets, labels, limit, origin } = entry;
  if (name === undefined || type === undefined) return undefined;
  let memory: MemoryConfig | undefined;
  if (type !== 'counter' && type !== 'gauge' && type !== 'histogram') {
    memory = toMemoryConfig(type, entry);
    if (memory === undefined) return undefined;
  }
  return {
    name,
    type,
    // HELP is one line in the exposition.
    help: (help ?? '').trim().replace(/\s+/g, ' '),
    origin,
    when,
    value,
    buckets: shownTypes[type] === 'histogram' ? (buckets ?? defaultBuckets) : [],
    labels: labels ?? [],
    limit: limit ?? 1_000,
    memory,
  };
}
