import { type LintRule, withTarget } from './lint-rule.js';
import { selectorFindings } from './parsed-targets.js';

const functions = ['rate', 'irate', 'increase'];

/** A counter is never shown as it is: it starts anew with a process that keeps nothing. */
export const targetCounterAggRule: LintRule = {
  name: 'target-counter-agg-rule',
  check: (dashboard) =>
    selectorFindings(dashboard, ({ metric, range, call = '' }) =>
      metric.endsWith('_total') && (range === undefined || !functions.includes(call))
        ? 'without rate, irate or increase'
        : undefined,
    ),
  broken: (sound) =>
    withTarget(sound, { expr: 'max_over_time(x_total{job=~"$job", instance=~"$instance"}[5m])' }),
};
