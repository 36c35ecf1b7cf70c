import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { datasource } from './datasource.js';

/** What a query of a panel is made of; the panel gives it its letter. */
export type Target = (refId: string) => DataqueryBuilder;

/** One answer, of the end of the time range. `legend`: with `{{label}}`. */
export function now(expr: string, legend?: string): Target {
  return (refId) => query(refId, expr, legend).instant();
}

/** One answer, as rows with a column for each label. */
export function rows(expr: string): Target {
  return (refId) => query(refId, expr).instant().format(PromQueryFormat.Table);
}

/** An answer for each step of the time range. */
export function graph(expr: string, legend?: string): Target {
  return (refId) => query(refId, expr, legend).range();
}

/** As `graph`, with exemplars: points that tell one event by its id, where Prometheus keeps them. */
export function graphWithExemplars(expr: string, legend?: string): Target {
  return (refId) => query(refId, expr, legend).range().exemplar(true);
}

/** The buckets of a histogram, for a heatmap. */
export function buckets(expr: string): Target {
  return (refId) => query(refId, expr, '{{le}}').range().format(PromQueryFormat.Heatmap).exemplar(true);
}

function query(refId: string, expr: string, legend?: string): DataqueryBuilder {
  const builder = new DataqueryBuilder().refId(refId).datasource(datasource).expr(expr);
  return legend === undefined ? builder : builder.legendFormat(legend);
}
