import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard } from '../dashboard.js';
import { variables } from '../variables.js';
import { checkpoints } from './checkpoints.js';
import { exporterGlance } from './glance.js';
import { logFiles } from './log-files.js';
import { memories } from './memories.js';
import { processes } from './processes.js';
import { reading } from './reading.js';
import { seriesAndLimits } from './series-and-limits.js';

export function exporter(): Dashboard {
  return dashboard({
    uid: 'auditlog-exporter',
    title: 'Audit: exporter',
    description:
      'auditlog-exporter itself: whether it reads everything in time, and keeps what it counted. While something is red here, the other dashboards know less than they seem to.',
    variables: variables().filter(({ name }) => name !== 'system'),
    sections: [
      exporterGlance(),
      reading(),
      logFiles(),
      seriesAndLimits(),
      memories(),
      checkpoints(),
      processes(),
    ],
  });
}
