import type { Exemplar } from '../series/family.js';
import { formatValue } from './format-value.js';

/** Code points that names and values of an exemplar's labels may have together (OpenMetrics 1.0, Exemplars). */
const limit = 128;

/**
 * What follows a sample's value in OpenMetrics: ` # {id="5f3c"} 1 1700000000.123`, or nothing.
 *
 * An exemplar with a NUL is left out. The specification allows it, but Prometheus (seen with 2.42) refuses the
 * whole scrape, other than for a NUL in a series' label: one forged event id would blind the server.
 */
export function exemplarText(exemplar: Exemplar | undefined): string {
  if (exemplar === undefined || exemplar.labels.includes('\0')) return '';
  const { labels, value, timestamp } = exemplar;
  if (labelSetLength(labels) > limit) return '';
  const time = timestamp !== undefined && Number.isFinite(timestamp) ? ` ${timestamp}` : '';
  return ` # {${labels}} ${formatValue(value)}${time}`;
}

/**
 * Code points of the names and unescaped values; quotes, `=` and commas between labels do not count. Never
 * less than the truth, and exact for a text longer than the limit.
 */
function labelSetLength(labels: string): number {
  if (labels.length <= limit) return labels.length;
  let length = 0;
  let quoted = false;
  let escaped = false;
  for (const char of labels) {
    if (escaped) escaped = false;
    else if (quoted && char === '\\') {
      escaped = true;
      length += 1;
    } else if (char === '"') quoted = !quoted;
    else if (quoted || (char !== '=' && char !== ',')) length += 1;
  }
  return length;
}
