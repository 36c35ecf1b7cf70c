import type { Section } from '../layout.js';
import { table } from '../panels/table.js';
import { rising } from '../panels/thresholds.js';
import { bars, lines } from '../panels/time-series.js';
import { inRange, perStep, series } from '../promql.js';
import { graph, rows } from '../target.js';

const labels = 'source, metric, instance';
/** It has a series for each pattern from the start, and can never have another: it is always full. */
const always = 'metric!="audit_plaintext_secrets_total"';

/** How many series there are, and which metric is full. */
export function seriesAndLimits(): Section {
  const have = `sum by (${labels}) (${series('auditlog_exporter_series', always)})`;
  const limit = `sum by (${labels}) (${series('auditlog_exporter_series_limit', always)})`;
  const fullest = `topk(20, ${have} / ${limit})`;
  return {
    title: 'Series',
    panels: [
      table({
        width: 24,
        title: 'Series against their limit',
        description:
          'The 20 metrics that are nearest to their limit. A full one counts in `__other__`: raise its `limit`, or give it fewer labels.',
        targets: [
          rows(`sort_desc(${fullest})`),
          rows(`${have} and on (${labels}) ${fullest}`),
          rows(`${inRange('auditlog_exporter_overflow_total', '', labels)} and on (${labels}) ${fullest}`),
        ],
        columns: {
          metric: 'Metric',
          source: 'Source',
          instance: 'Instance',
          'Value #A': 'Full',
          'Value #B': 'Series',
          'Value #C': 'In __other__',
        },
        bars: { Full: 1 },
        units: { Full: 'percentunit' },
        thresholds: rising(0.8, 1),
        alerts: ['AuditSeriesOverflow'],
        empty: 'no exporter answers',
      }),
      lines({
        width: 12,
        title: 'Series by source',
        description:
          'Series of all metrics. A jump is a new label value in large numbers, such as user names that somebody invents.',
        stacked: true,
        targets: [graph(`sum by (source) (${series('auditlog_exporter_series')})`, '{{source}}')],
        alerts: ['AuditSeriesOverflow'],
        empty: 'no exporter answers',
      }),
      bars({
        width: 12,
        title: 'Events in __other__',
        description: 'When events went into `__other__`, by metric.',
        targets: [graph(`${perStep('auditlog_exporter_overflow_total', '', 'metric')} > 0`, '{{metric}}')],
        alerts: ['AuditSeriesOverflow'],
        empty: 'No metric was full in this time range.',
      }),
    ],
  };
}
