import type { MetricConfig } from '../config.js';
import type { UserMetric } from '../language/metric-schema.js';
import { toMetricConfig } from './to-metric-config.js';

/** An entry of exporter.yml, as a metric or as the wish to have none of that name. */
export interface UserRule {
  readonly name: string;
  readonly entry: UserMetric;
  /** Undefined: `enabled: false`. */
  readonly metric: MetricConfig | undefined;
}

/** The entries that can be used at all. One object per entry, however many sources it counts. */
export function toUserRules(entries: readonly UserMetric[]): UserRule[] {
  return entries.flatMap((entry) => {
    if (entry.name === undefined) return [];
    const off = entry.enabled === false;
    const metric = off ? undefined : toMetricConfig(entry);
    return off || metric !== undefined ? [{ name: entry.name, entry, metric }] : [];
  });
}

export function appliesTo(rule: UserRule, source: string): boolean {
  const { sources } = rule.entry;
  return sources === undefined || sources.some(({ value }) => value === source);
}

/** The metrics of one source: the preset's, replaced or removed by name, then the user's own. */
export function mergeMetrics(
  source: string,
  presetMetrics: readonly MetricConfig[],
  rules: readonly UserRule[],
): MetricConfig[] {
  const byName = new Map<string, MetricConfig | undefined>();
  for (const metric of presetMetrics) byName.set(metric.name, metric);
  for (const rule of rules) {
    if (appliesTo(rule, source)) byName.set(rule.name, rule.metric);
  }
  return [...byName.values()].filter((metric) => metric !== undefined);
}
