import type { Section } from '../layout.js';
import { table } from '../panels/table.js';
import { rising } from '../panels/thresholds.js';
import { bars, lines } from '../panels/time-series.js';
import { inRange, perStep, series } from '../promql.js';
import { graph, rows } from '../target.js';

const labels = 'source, metric, instance';

/** How full the memories of metrics are that look at more than one event. */
export function memories(): Section {
  return { title: 'Memory of metrics', folded: true, panels: [limits(), joins(), waiting()] };
}

function limits() {
  const entries = `sum by (${labels}) (${series('auditlog_exporter_memory_entries')})`;
  const limit = `sum by (${labels}) (${series('auditlog_exporter_memory_limit')})`;
  return table({
    width: 24,
    title: 'Memory against its limit',
    description:
      'How full each memory is, what it forgot in the time range, and how many windows are an estimate. Being full is normal for new addresses; raise `limit` or `remember` where things are forgotten that you need.',
    targets: [
      rows(`sort_desc(${entries} / ${limit})`),
      rows(entries),
      rows(inRange('auditlog_exporter_memory_forgotten_total', '', labels)),
      rows(`sum by (${labels}) (${series('auditlog_exporter_memory_estimated')})`),
    ],
    columns: {
      metric: 'Metric',
      source: 'Source',
      instance: 'Instance',
      'Value #A': 'Full',
      'Value #B': 'Entries',
      'Value #C': 'Forgotten',
      'Value #D': 'Estimated',
    },
    bars: { Full: 1 },
    units: { Full: 'percentunit' },
    thresholds: rising(0.8, 1),
    alerts: ['AuditMemoryForgotten'],
    empty: 'No metric with a memory.',
  });
}

function joins() {
  return bars({
    width: 12,
    title: 'Pairs of events',
    description:
      'What became of events that belong together, such as request and response. Expired ones waited in vain: calls without an answer, or a gap in the log.',
    colors: { joined: 'green', expired: 'orange', forgotten: 'red', clock: 'purple' },
    targets: [graph(perStep('auditlog_exporter_joins_total', '', 'result'), '{{result}}')],
    empty: 'No metric joins events.',
  });
}

function waiting() {
  return lines({
    width: 12,
    title: 'Events that wait for the other one',
    description: 'Calls that are under way. A line that rises is a Vault that does not answer.',
    targets: [graph(`sum by (source) (${series('auditlog_exporter_joins_in_flight')})`, '{{source}}')],
    alerts: ['AuditSlowRequests'],
    empty: 'No metric joins events.',
  });
}
