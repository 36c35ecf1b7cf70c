import type { StreakConfig } from '../config/config.js';
import { reachedName } from '../config/shown-families.js';
import { StreakMetric } from '../series/streak-metric.js';
import { helpWith, instrumentOf, type MemoryParts } from './memory-parts.js';

export function compileStreak(parts: MemoryParts, { notifyAt }: StreakConfig): StreakMetric {
  const { base, conditions } = parts;
  const help = helpWith(base.help, `Streaks of ${base.name} that became ${notifyAt} long.`);
  const notify =
    notifyAt === undefined
      ? undefined
      : {
          length: notifyAt,
          reached: instrumentOf(parts, { type: 'counter', name: reachedName(base.name), help }),
        };
  return new StreakMetric({ ...base, when: conditions.when, until: conditions.until!, notify });
}
