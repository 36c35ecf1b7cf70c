import { promqlNames } from '../../../test/support/promql.js';
import type { DashboardJson, PanelJson } from '../model/dashboard-json.js';
import { builtIn, chosen, resolve } from '../query/variables.js';

/** Every metric that a panel asks for. */
export function wantedMetrics(dashboards: Iterable<DashboardJson>): Set<string> {
  return new Set(
    [...dashboards].flatMap((dashboard) => {
      const variables = { ...chosen(dashboard), ...builtIn(3600, 15, 15) };
      const expressions = dashboard.panels.flatMap(expressionsOf).map((expr) => resolve(expr, variables));
      return expressions.flatMap((expr) => promqlNames(expr).selectors.map(({ metric }) => metric));
    }),
  );
}

function expressionsOf({ targets = [], panels = [] }: PanelJson): string[] {
  return [...targets.map(({ expr }) => expr), ...panels.flatMap(expressionsOf)];
}
