import type { SizedPanel } from '../panels/panel.js';
import { lines } from '../panels/time-series.js';
import { quantile } from '../promql.js';
import { graph, graphWithExemplars } from '../target.js';

export const callDuration = 'audit_request_duration_seconds';

/** How long calls take. Exemplars are those of one query: the others would bring the same points again. */
export function callTime(options: { width: number; height: number }): SizedPanel {
  return lines({
    ...options,
    title: 'Time of a call, by quantile',
    description:
      'Half of the calls, nineteen of twenty and 99 of a hundred are faster than this. Only logs that tell request and response (Vault) have it. The red line is where the alert begins; points are single calls, with the id of their request.',
    unit: 's',
    thresholds: [
      [null, 'transparent'],
      [1, 'red'],
    ],
    targets: [
      graph(quantile(0.5, callDuration), 'median'),
      graph(quantile(0.95, callDuration), '95 %'),
      graphWithExemplars(quantile(0.99, callDuration), '99 %'),
    ],
    alerts: ['AuditSlowRequests'],
    empty: 'No pair of request and response in this time range.',
  });
}
