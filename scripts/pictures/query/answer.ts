import type { TargetJson } from '../model/dashboard-json.js';

export type Labels = Readonly<Record<string, string>>;

/** One series of an answer, on the times of its question; null where it has no value. */
export interface AnsweredSeries {
  readonly labels: Labels;
  readonly values: readonly (number | null)[];
}

/** What Prometheus says to one target of a panel. */
export interface Answer {
  readonly target: TargetJson;
  /** Seconds since the epoch; one of them for an instant query. */
  readonly times: readonly number[];
  readonly series: readonly AnsweredSeries[];
}

/** The name of a series: its legend, else its labels as Prometheus writes them, else the question. */
export function nameOf({ legendFormat = '', expr }: TargetJson, labels: Labels): string {
  if (legendFormat !== '') {
    return legendFormat.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, label: string) => labels[label] ?? '');
  }
  const { __name__: metric = '', ...others } = labels;
  const entries = Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return metric === '' ? expr : metric;
  return `${metric}{${entries.map(([label, value]) => `${label}="${value}"`).join(', ')}}`;
}
