import { dashboards, panelsOf } from './grafana-json.js';

export interface DashboardQuery {
  /** The uid of the dashboard. */
  readonly dashboard: string;
  readonly panel: string;
  readonly panelId: number;
  /** Type of the panel: stat, timeseries, … */
  readonly type: string;
  readonly refId: string;
  /** PromQL with Grafana's variables. */
  readonly expr: string;
  /** Asked for once, at the end of the time range; else for each step. */
  readonly instant: boolean;
  readonly format: string;
  readonly legend: string | undefined;
  readonly exemplar: boolean;
  /** Seconds that a step has at least; undefined when only the data source says it. */
  readonly minStep: number | undefined;
  readonly maxDataPoints: number | undefined;
}

/** Every query of every panel of grafana/dashboards/. */
export function dashboardQueries(): DashboardQuery[] {
  return dashboards.flatMap((dashboard) =>
    panelsOf(dashboard).flatMap((panel) =>
      (panel.targets ?? []).map((target) => ({
        dashboard: dashboard.uid,
        panel: panel.title,
        panelId: panel.id,
        type: panel.type,
        refId: target.refId,
        expr: target.expr,
        instant: target.instant ?? false,
        format: target.format ?? 'time_series',
        legend: target.legendFormat,
        exemplar: target.exemplar ?? false,
        minStep: panel.interval === undefined ? undefined : seconds(panel.interval),
        maxDataPoints: panel.maxDataPoints,
      })),
    ),
  );
}

export interface VariableQuery {
  readonly dashboard: string;
  readonly variable: string;
  /** `label_values(SELECTOR, LABEL)`, the selector with Grafana's variables. */
  readonly query: string;
}

/** Every variable whose values Prometheus is asked for. */
export function variableQueries(): VariableQuery[] {
  return dashboards.flatMap(({ uid, templating }) =>
    templating.list
      .filter(({ type }) => type === 'query')
      .map(({ name, query }) => ({ dashboard: uid, variable: name, query: query! })),
  );
}

/** The variables that a dashboard fixes, by name. */
export function constantsOf(uid: string): Record<string, string> {
  const list = dashboards.find((dashboard) => dashboard.uid === uid)?.templating.list ?? [];
  const constants = list.filter(({ type }) => type === 'constant');
  return Object.fromEntries(constants.map(({ name, query }) => [name, query!]));
}

function seconds(text: string): number {
  const match = /^(\d+)([smh])$/.exec(text);
  if (match === null) throw new Error(`not an interval: ${text}`);
  return Number(match[1]) * { s: 1, m: 60, h: 3600 }[match[2] as 's' | 'm' | 'h'];
}
