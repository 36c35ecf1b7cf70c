import type { Section } from '../layout.js';
import { table } from '../panels/table.js';
import { bars, lines } from '../panels/time-series.js';
import { perStep, series } from '../promql.js';
import { graph, rows } from '../target.js';

/** What is kept over a restart. */
export function checkpoints(): Section {
  return {
    title: 'Checkpoints',
    panels: [
      bars({
        width: 8,
        title: 'Checkpoints written',
        description:
          'How often positions and series were put on disk, by result. Failures are a full disk or a directory without permission.',
        colors: { success: 'green', failure: 'red' },
        targets: [graph(perStep('auditlog_exporter_checkpoint_writes_total', '', 'result'), '{{result}}')],
        alerts: ['AuditExporterCheckpointFailing'],
        empty: 'no exporter answers',
      }),
      lines({
        width: 8,
        title: 'Size of the checkpoint',
        description: 'Bytes of the last checkpoint. It grows with the series and with what metrics remember.',
        unit: 'bytes',
        targets: [graph(series('auditlog_exporter_checkpoint_size_bytes'), '{{instance}}')],
        empty: 'no exporter answers',
      }),
      table({
        width: 8,
        title: 'What exporters started from',
        description:
          '`current`: the last checkpoint. `previous`: the one before, the last was damaged. `nothing`: a first start. `failed`: neither could be used, counters began at 0 again. `off`: no state is kept.',
        targets: [rows(`max by (instance, from) (${series('auditlog_exporter_checkpoint_restored')} == 1)`)],
        columns: { instance: 'Instance', from: 'Started from' },
        alerts: ['AuditExporterCheckpointUnusable'],
        empty: 'no exporter answers',
      }),
    ],
  };
}
