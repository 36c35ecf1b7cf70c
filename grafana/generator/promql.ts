/** Metrics of the exporter as a whole, and of its process: they are not of one source. */
const withoutSource = /^(auditlog_exporter_(build_info|config_|checkpoint_)|process_|nodejs_|up$|ALERTS$)/;

/**
 * A selector that keeps to what is chosen above the panels. `matchers` are further ones, as in PromQL.
 * `ALERTS` has no matcher for the instance: an alert that adds up several exporters is of none.
 */
export function series(metric: string, matchers = ''): string {
  const chosen = ['job=~"$job"'];
  if (metric !== 'ALERTS') chosen.push('instance=~"$instance"');
  if (!withoutSource.test(metric)) chosen.push('source=~"$source"');
  if (metric.startsWith('audit_')) chosen.push('system=~"$system"');
  if (matchers !== '') chosen.push(matchers);
  return `${metric}{${chosen.join(', ')}}`;
}

/** How often something happened in the time range of the dashboard; to be asked for once, not for each step. */
export function inRange(metric: string, matchers = '', by = ''): string {
  return `${sum(by)}(increase(${series(metric, matchers)}[$__range]))`;
}

/**
 * How often something happened, for each step of a graph, so that the steps add up to the whole. The window is a scrape
 * longer than the step: what happens between two windows would else be in none of them. Its increase would count that
 * scrape in both; its rate does not.
 */
export function perStep(metric: string, matchers = '', by = ''): string {
  return `${perSecond(metric, matchers, by)} * $__interval_ms / 1000`;
}

export function perSecond(metric: string, matchers = '', by = ''): string {
  return `${sum(by)}(rate(${series(metric, matchers)}[$__rate_interval]))`;
}

/** A quantile of a histogram, named without `_bucket`. */
export function quantile(q: number, histogram: string, by = ''): string {
  const labels = by === '' ? 'le' : `le, ${by}`;
  return `histogram_quantile(${q}, sum by (${labels}) (rate(${series(`${histogram}_bucket`)}[$__rate_interval])))`;
}

/**
 * 0 where a log is read that has not had such an event yet: its series is born with the first one. Without any log there
 * is no answer.
 */
export function orZero(expression: string): string {
  return `${expression} or 0 * max(${series('audit_last_event_timestamp_seconds')})`;
}

/** The `count` greatest, those that are 0 left out, the greatest first; to be asked for once, not for each step. */
export function top(count: number, expression: string): string {
  return `sort_desc(topk(${count}, ${expression} > 0))`;
}

/** Seconds since the latest event, by source. */
export const eventAge = `time() - max by (system, source) (${series('audit_last_event_timestamp_seconds')})`;

/** Keeps, of metrics that any program may have, those of the exporter. */
export function ofExporters(expression: string): string {
  return `${expression} and on (job, instance) ${series('auditlog_exporter_build_info')}`;
}

function sum(by: string): string {
  return by === '' ? 'sum' : `sum by (${by}) `;
}
