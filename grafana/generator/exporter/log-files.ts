import type { Section } from '../layout.js';
import { availability } from '../panels/availability.js';
import { bars, lines } from '../panels/time-series.js';
import { perStep, series } from '../promql.js';
import { graph } from '../target.js';

/** The files that are followed. */
export function logFiles(): Section {
  return {
    title: 'Files',
    panels: [
      availability({
        width: 24,
        height: 7,
        title: 'Sources, when they could be read',
        description:
          'Green: a file of the source is there and readable. Red: none is. Check path and permissions, and whether the writer runs.',
        targets: [
          graph(
            `min by (source, instance) (${series('auditlog_exporter_source_up')})`,
            '{{source}} at {{instance}}',
          ),
        ],
        alerts: ['AuditSourceUnreadable', 'AuditSourceNeverRead'],
        empty: 'no exporter answers',
      }),
      lines({
        width: 8,
        title: 'Open files',
        description:
          'Files that are open, by source. More than before each rotation are writers that keep the old file.',
        targets: [graph(`sum by (source) (${series('auditlog_exporter_files')})`, '{{source}}')],
        empty: 'no exporter answers',
      }),
      bars({
        width: 8,
        title: 'Rotations',
        description:
          'When logs were rotated, by kind. Truncation loses the lines between the copy and the truncation: prefer renaming.',
        targets: [
          graph(
            `${perStep('auditlog_exporter_rotations_total', '', 'source, kind')} > 0`,
            '{{source}}: {{kind}}',
          ),
        ],
        empty: 'No log was rotated in this time range.',
      }),
      lines({
        width: 8,
        title: 'Stale writers by source',
        description:
          'Files that were renamed or deleted and are still written to, by source. Send the writer a SIGHUP.',
        atLeast: 1,
        targets: [graph(`sum by (source) (${series('auditlog_exporter_stale_writer_files')})`, '{{source}}')],
        alerts: ['AuditStaleWriter'],
        empty: 'no exporter answers',
      }),
    ],
  };
}
