import { type LintRule, withTarget } from './lint-rule.js';
import { RATE_INTERVAL, selectorFindings } from './parsed-targets.js';

/** A rate goes by Grafana's interval for rates, which always has enough scrapes. */
export const targetRateIntervalRule: LintRule = {
  name: 'target-rate-interval-rule',
  check: (dashboard) =>
    selectorFindings(dashboard, ({ call, range }) =>
      (call === 'rate' || call === 'irate') && range !== RATE_INTERVAL
        ? 'without $__rate_interval'
        : undefined,
    ),
  broken: (sound) => withTarget(sound, { expr: 'rate(x_total{job=~"$job", instance=~"$instance"}[5m])' }),
};
