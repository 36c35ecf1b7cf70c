import { type GrafanaDashboard, panelsOf } from '../grafana-json.js';
import { substitute } from '../grafana-substitute.js';
import type { Finding } from './lint-rule.js';
import { type ParsedPromql, type ParsedSelector, parsePromql } from './promql-tree.js';

/** A length of time that nobody writes by hand. */
export const RATE_INTERVAL = '431s';

/** Grafana's own get lengths of time; what is chosen above the panels stays as it is, so that rules can look for it. */
const variables = {
  __rate_interval: RATE_INTERVAL,
  __interval: '61s',
  __interval_ms: '61000',
  __range: '21607s',
  job: '$job',
  instance: '$instance',
  source: '$source',
  system: '$system',
};

export interface ParsedTarget {
  readonly panel: string;
  readonly expr: string;
  readonly parsed: ParsedPromql;
}

/** Every query of a dashboard, parsed. */
export function parsedTargets(dashboard: GrafanaDashboard): ParsedTarget[] {
  return panelsOf(dashboard).flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => ({ panel: title, expr, parsed: parseWithVariables(expr) })),
  );
}

export function parseWithVariables(expr: string): ParsedPromql {
  return parsePromql(substitute(expr, variables));
}

/** A finding for each selector of a query that `problem` does not like. */
export function selectorFindings(
  dashboard: GrafanaDashboard,
  problem: (selector: ParsedSelector) => string | undefined,
): Finding[] {
  return parsedTargets(dashboard).flatMap(({ panel, parsed }) =>
    parsed.selectors.flatMap((selector) => {
      const message = problem(selector);
      return message === undefined ? [] : [{ panel, message: `${selector.metric} ${message}` }];
    }),
  );
}
