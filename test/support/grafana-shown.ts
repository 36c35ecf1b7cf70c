import { dashboards } from './grafana-json.js';
import { parsedTargets } from './grafana-lint/parsed-targets.js';

/** The metrics that panels show; a histogram by its name without `_bucket`, `_count` or `_sum`. */
export function shownFamilies(): Set<string> {
  const metrics = dashboards.flatMap((dashboard) =>
    parsedTargets(dashboard).flatMap(({ parsed }) => parsed.selectors.map(({ metric }) => metric)),
  );
  return new Set(metrics.flatMap((metric) => [metric, metric.replace(/_(bucket|count|sum)$/, '')]));
}
