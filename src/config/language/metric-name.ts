import type { MetricType } from '../config.js';
import { quote } from '../document/describe-node.js';
import { Fault } from '../schema/fault.js';
import type { Schema } from '../schema/schema.js';
import { parsedText } from '../schema/text.js';
import { shownTypes } from '../shown-families.js';

const reserved = ['auditlog_exporter_', 'process_', 'nodejs_', 'scrape_'];

/** Name of a metric; prefixes of the exporter's and of Prometheus' own metrics are refused. */
export const metricName: Schema<string> = parsedText({
  expected: 'the name of a metric such as audit_reads_total',
  parse(text) {
    if (text.includes(':')) {
      return new Fault(`${quote(text)} is not a metric name here: colons are for recording rules; use "_"`);
    }
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(text)) {
      return new Fault(
        `${quote(text)} is not a metric name; letters, digits and "_" are allowed, and no digit at the start`,
      );
    }
    const prefix = reserved.find((each) => text.startsWith(each));
    if (prefix !== undefined)
      return new Fault(`${quote(text)} starts with the reserved ${quote(prefix)}; use audit_…`);
    return text === 'up' ? new Fault('"up" is Prometheus\' own metric; use another name') : text;
  },
  anyScalar: true,
  json: { type: 'string', pattern: `^(?!${reserved.join('|')})(?!up$)[a-zA-Z_][a-zA-Z0-9_]*$` },
});

/** What is wrong with a name for a type. The suffix tells people, and OpenMetrics, what a counter is. */
export function wrongSuffix(name: string, type: MetricType): string | undefined {
  const total = name.endsWith('_total');
  if (shownTypes[type] === 'counter') {
    const rule =
      type === 'counter'
        ? 'the name of a counter ends with "_total"'
        : `type ${type} is a counter, and its name ends with "_total"`;
    return total ? undefined : `${rule}: write ${quote(`${name}_total`)}`;
  }
  if (!total) return undefined;
  return `only counters end with "_total": write ${quote(name.slice(0, -'_total'.length))}, or type: counter`;
}
