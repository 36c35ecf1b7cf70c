import type { Family } from './family.js';
import { joinedHelp } from './instrument-families.js';
import type { MemoryGauge, MemoryMetric } from './memory-metric.js';

/**
 * The gauges that metrics show of their memory, as they are at this instant; those of one name are one family, whatever
 * source they belong to. `now` is the clock in milliseconds; -Infinity where only the times of the events count.
 */
export function memoryFamilies(metrics: Iterable<MemoryMetric>, now: number): Family[] {
  const byName = new Map<string, MemoryGauge[]>();
  for (const gauge of [...metrics].flatMap((metric) => metric.gauges(now))) {
    byName.set(gauge.name, [...(byName.get(gauge.name) ?? []), gauge]);
  }
  return [...byName].map(([name, gauges]) => ({
    name,
    type: 'gauge',
    help: joinedHelp(gauges.map(({ help }) => help)),
    buckets: [],
    parts: gauges.map(({ part }) => part),
  }));
}
