import type { DurationConfig } from '../config/config.js';
import { DurationMetric } from '../series/duration-metric.js';
import { instrumentOf, type MemoryParts } from './memory-parts.js';

export function compileDuration(
  parts: MemoryParts,
  { key, timeout, remember }: DurationConfig,
): DurationMetric {
  const { conditions, metric } = parts;
  return new DurationMetric({
    when: conditions.when,
    from: conditions.from!,
    to: conditions.to!,
    key: key.map(({ text }) => parts.rawsOf(text)),
    timeout: timeout / 1000,
    remember,
    histogram: instrumentOf(parts, { type: 'histogram', buckets: metric.buckets }),
  });
}
