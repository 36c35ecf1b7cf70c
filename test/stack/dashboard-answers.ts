import {
  constantsOf,
  type DashboardQuery,
  dashboardQueries,
  variableQueries,
} from '../support/grafana-queries.js';
import { grafanaVariables, stepOf, substitute } from '../support/grafana-substitute.js';
import type { RealPrometheus } from './real-prometheus.js';

/** Time range of the dashboards and distance of two scrapes, seconds. */
const range = 300;
const scrape = 2;

/** Dashboard, panel and query that are rightly empty. */
const rightlyEmpty: readonly string[] = [
  // One query for each severity, on the dashboard of every system; Conjur has no event that is critical.
  'auditlog-conjur: Security events, when A',
];
/** Such a query draws a line where nothing happened, beside others that draw what did. */
const isComplement = (expr: string) => /== 0\s*$/.test(expr);

interface RangeResult {
  readonly result: readonly { readonly values: readonly (readonly [number, string])[] }[];
}

/** Queries of panels and variables that a Prometheus has no data for, but those that rightly have none. */
export async function unanswered(prometheus: RealPrometheus): Promise<string[]> {
  const empty: string[] = [];
  const end = Date.now() / 1000;
  for (const query of dashboardQueries()) {
    const { dashboard, panel, refId, expr } = query;
    const place = `${dashboard}: ${panel} ${refId}`;
    const hasData = (await valuesOf(prometheus, query, end)).some((value) => !Number.isNaN(value));
    const mayBeEmpty = rightlyEmpty.includes(place) || isComplement(expr);
    if (hasData === mayBeEmpty) empty.push(`${place}: ${hasData ? 'has data: ' : ''}${expr}`);
  }
  for (const { dashboard, variable, query } of variableQueries()) {
    const [, selector = '', label = ''] = /^label_values\((.*), *(\w+)\)$/.exec(query) ?? [];
    const match = substitute(selector, grafanaVariables({ range, scrape }, constantsOf(dashboard)));
    const values = (await prometheus.get(`/api/v1/label/${label}/values`, { 'match[]': match })) as string[];
    if (values.length === 0) empty.push(`${dashboard}: variable ${variable}: ${query}`);
  }
  return empty;
}

/**
 * As Grafana asks. The windows of two steps overlap by one scrape: what happened while a scrape was missed may be in
 * none of them, but it is in those between.
 */
async function valuesOf(prometheus: RealPrometheus, of: DashboardQuery, end: number): Promise<number[]> {
  const time = { range, scrape, minStep: of.minStep, points: of.maxDataPoints };
  const query = substitute(of.expr, grafanaVariables(time, constantsOf(of.dashboard)));
  if (of.instant) return (await prometheus.query(query)).map(({ value }) => value);
  const step = stepOf(time);
  const values = [];
  for (const last of [end, end - step / 2]) {
    const steps = { start: String(last - range), end: String(last), step: String(step) };
    const { result } = (await prometheus.get('/api/v1/query_range', { query, ...steps })) as RangeResult;
    values.push(...result.flatMap((series) => series.values.map(([, value]) => Number(value))));
  }
  return values;
}
