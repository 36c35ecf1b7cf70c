import type { FirstSeenConfig } from '../config/config.js';
import { FirstSeenMetric } from '../series/first-seen-metric.js';
import { instrumentOf, type MemoryParts } from './memory-parts.js';

export function compileFirstSeen(
  parts: MemoryParts,
  { of, learn, remember }: FirstSeenConfig,
): FirstSeenMetric {
  return new FirstSeenMetric({
    when: parts.conditions.when,
    columns: of.map(({ text }) => parts.columnOf(text)),
    learn: learn / 1000,
    remember,
    fresh: instrumentOf(parts, { type: 'counter' }),
  });
}
