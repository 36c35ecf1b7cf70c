import type { Section } from '../layout.js';
import { heatmap } from '../panels/heatmap.js';
import { bars, lines } from '../panels/time-series.js';
import { perSecond, perStep, quantile, series } from '../promql.js';
import { buckets, graph } from '../target.js';

const lag = 'auditlog_exporter_event_lag_seconds';

/** Whether it keeps up. */
export function reading(): Section {
  return { title: 'Reading', panels: [...flow(), ...delay()] };
}

function flow() {
  return [
    bars({
      width: 8,
      title: 'Lines by result',
      description:
        'What becomes of the lines: events, lines that are no event, lines that cannot be decoded, lines that are too long.',
      colors: { event: 'green', ignored: 'blue', invalid: 'red', too_long: 'orange' },
      targets: [graph(perStep('auditlog_exporter_lines_total', '', 'result'), '{{result}}')],
      alerts: ['AuditLinesInvalid', 'AuditLinesTooLong'],
      empty: 'no exporter answers',
    }),
    lines({
      width: 8,
      title: 'Bytes read by source',
      description:
        'How much each log grows. A source that stops while its writer is busy is on a wrong file.',
      unit: 'Bps',
      targets: [graph(perSecond('auditlog_exporter_read_bytes_total', '', 'source'), '{{source}}')],
      alerts: ['AuditLogSilent'],
      empty: 'no exporter answers',
    }),
    lines({
      width: 8,
      title: 'Waiting to be read, by source',
      description:
        'Bytes that are not read yet. A line that keeps rising is a log that the exporter does not keep up with; the red line is where the alert begins.',
      unit: 'bytes',
      thresholds: [
        [null, 'transparent'],
        [64 * 1024 ** 2, 'red'],
      ],
      targets: [graph(`sum by (source) (${series('auditlog_exporter_lag_bytes')})`, '{{source}}')],
      alerts: ['AuditExporterLagging'],
      empty: 'no exporter answers',
    }),
  ];
}

function delay() {
  return [
    heatmap({
      width: 12,
      height: 9,
      title: 'Age of events when they are counted',
      description:
        'How late events come, by their own time. Minutes, while nothing waits to be read, are a log shipper before the exporter, or a clock that is wrong.',
      unit: 's',
      targets: [buckets(perStep(`${lag}_bucket`, '', 'le'))],
      alerts: ['AuditEventsDelayed'],
      empty: 'No event in this time range.',
    }),
    lines({
      width: 8,
      height: 9,
      title: 'Median age of events by source',
      description: 'Half of the events of a source are older than this when they are counted.',
      unit: 's',
      targets: [graph(quantile(0.5, lag, 'source'), '{{source}}')],
      alerts: ['AuditEventsDelayed'],
      empty: 'No event in this time range.',
    }),
    bars({
      width: 4,
      height: 9,
      title: 'Gaps, when',
      description: 'When log was gone before it could be read, by source.',
      targets: [graph(`${perStep('auditlog_exporter_gaps_total', '', 'source')} > 0`, '{{source}}')],
      alerts: ['AuditLogGap'],
      empty: 'No gap in this time range.',
    }),
  ];
}
