import type { Section } from '../layout.js';
import { table } from '../panels/table.js';
import { lines } from '../panels/time-series.js';
import { ofExporters, series } from '../promql.js';
import { graph, rows } from '../target.js';

const builds = series('auditlog_exporter_build_info');
const reloaded = series('auditlog_exporter_config_last_reload_success_timestamp_seconds');

/** What the exporters cost, and which they are. */
export function processes(): Section {
  return {
    title: 'Processes',
    folded: true,
    panels: [
      lines({
        width: 5,
        title: 'CPU',
        description: 'Share of one CPU that each exporter uses.',
        unit: 'percentunit',
        targets: [
          graph(
            ofExporters(`rate(${series('process_cpu_seconds_total')}[$__rate_interval])`),
            '{{instance}}',
          ),
        ],
        empty: 'no exporter answers',
      }),
      lines({
        width: 5,
        title: 'Memory',
        description:
          'Resident memory of each exporter. It is bounded by the limits of the metrics, not by the logs.',
        unit: 'bytes',
        targets: [graph(ofExporters(series('process_resident_memory_bytes')), '{{instance}}')],
        empty: 'no exporter answers',
      }),
      lines({
        width: 5,
        title: 'Delay of the event loop (99 %)',
        description:
          'How long reading and scrapes keep each other waiting. Above a second scrapes may time out.',
        unit: 's',
        targets: [graph(ofExporters(series('nodejs_eventloop_lag_p99_seconds')), '{{instance}}')],
        empty: 'no exporter answers',
      }),
      table({
        width: 9,
        title: 'Versions and configuration',
        description:
          'Which exporter runs where, on which Node.js, and how long ago its configuration was loaded.',
        unit: 's',
        decimals: 1,
        targets: [
          rows(
            `max by (instance, version, nodeversion) (${builds}) * on (instance) group_left () (time() - max by (instance) (${reloaded}))`,
          ),
        ],
        columns: {
          instance: 'Instance',
          version: 'Version',
          nodeversion: 'Node.js',
          Value: 'Configuration age',
        },
        alerts: ['AuditExporterConfigReloadFailed'],
        empty: 'no exporter answers',
      }),
    ],
  };
}
