import { panelsOf } from '../grafana-json.js';
import { type LintRule, withTarget } from './lint-rule.js';
import { parseWithVariables } from './parsed-targets.js';

/** The buckets of a histogram become a quantile or a heatmap, or one of them is compared with the whole. */
export const targetHistogramRule: LintRule = {
  name: 'target-histogram-rule',
  check: (dashboard) =>
    panelsOf(dashboard).flatMap(({ title, targets = [] }) =>
      targets
        .filter(({ expr, format }) => {
          const all = parseWithVariables(expr).selectors.filter(({ metric }) => metric.endsWith('_bucket'));
          const one = all.filter(({ matchers }) => !matchers.some(({ label }) => label === 'le'));
          return one.length > 0 && format !== 'heatmap' && !expr.includes('histogram_quantile(');
        })
        .map(({ expr }) => ({
          panel: title,
          message: `buckets are neither a quantile nor a heatmap: ${expr}`,
        })),
    ),
  broken: (sound) => withTarget(sound, { expr: 'x_bucket{job=~"$job", instance=~"$instance"}' }),
};
