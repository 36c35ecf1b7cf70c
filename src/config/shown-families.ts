import type { MetricConfig, MetricType } from './config.js';

type ShownType = 'counter' | 'gauge' | 'histogram';

/** What Prometheus is told that a metric is. */
export const shownTypes: Readonly<Record<MetricType, ShownType>> = {
  counter: 'counter',
  gauge: 'gauge',
  histogram: 'histogram',
  duration: 'histogram',
  streak: 'gauge',
  distinct: 'gauge',
  first_seen: 'counter',
  secrets: 'counter',
};

export interface ShownFamily {
  readonly name: string;
  readonly type: ShownType;
}

/** The counter beside a streak or distinct values: how often `notify_at` was reached. */
export function reachedName(name: string): string {
  return `${name}_reached_total`;
}

/** Every family that a metric is exposed as: its own, and the counter beside it. */
export function shownFamilies({ name, type, memory }: MetricConfig): ShownFamily[] {
  const own: ShownFamily = { name, type: shownTypes[type] };
  const reached: ShownFamily = { name: reachedName(name), type: 'counter' };
  if (memory?.kind === 'streak' && memory.notifyAt !== undefined) return [own, reached];
  return memory?.kind === 'distinct' && memory.notifyAt.size > 0 ? [own, reached] : [own];
}
