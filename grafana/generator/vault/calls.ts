import type { Section } from '../layout.js';
import { heatmap } from '../panels/heatmap.js';
import type { SizedPanel } from '../panels/panel.js';
import { table } from '../panels/table.js';
import { bars, lines } from '../panels/time-series.js';
import { inRange, perSecond, perStep, quantile, series, top } from '../promql.js';
import { callDuration, callTime } from '../shared/call-time.js';
import { buckets, graphWithExemplars, rows } from '../target.js';

/** How much Vault is asked, what it answers, and how long that takes. */
export function vaultCalls(): Section {
  return { title: 'Calls', panels: [requests(), responses(), ...durations(), entries(), slowest()] };
}

function requests(): SizedPanel {
  return bars({
    width: 12,
    title: 'Requests by operation',
    description: 'What Vault is asked to do.',
    targets: [graphWithExemplars(perStep('audit_vault_requests_total', '', 'operation'), '{{operation}}')],
    empty: 'No requests in this time range.',
  });
}

function responses(): SizedPanel {
  return bars({
    width: 12,
    title: 'Responses by outcome',
    description:
      'What Vault answers: ok, denied, wrong credentials, a request it does not understand, a quota, another error. Errors that grow without denials are a fault, not an attack.',
    colors: { ok: 'green', denied: 'red', invalid_credentials: 'orange', error: 'purple' },
    targets: [graphWithExemplars(perStep('audit_vault_responses_total', '', 'outcome'), '{{outcome}}')],
    empty: 'No responses in this time range.',
  });
}

function entries(): SizedPanel {
  return lines({
    width: 12,
    title: 'Entries of the log by kind',
    description:
      'Requests and responses run together. A gap between them is calls without an answer: Vault hangs, or log is missing.',
    unit: 'cps',
    targets: [graphWithExemplars(perSecond('audit_vault_entries_total', '', 'entry'), '{{entry}}')],
    empty: 'No entries in this time range.',
  });
}

function durations(): SizedPanel[] {
  const alerts = ['AuditSlowRequests'];
  const empty = 'No pair of request and response in this time range.';
  return [
    heatmap({
      width: 12,
      height: 9,
      title: 'Time of a call, all of them',
      description:
        'How the times of calls are spread: darker is more. A second band far above the first is one backend that is slow. Points are single calls, with the id of their request.',
      unit: 's',
      targets: [buckets(perStep(`${callDuration}_bucket`, '', 'le'))],
      alerts,
      empty,
    }),
    callTime({ width: 12, height: 9 }),
    lines({
      width: 12,
      title: 'Time of a call, by operation',
      description: 'One call in twenty takes longer than this, by operation: which of them is slow?',
      unit: 's',
      targets: [graphWithExemplars(quantile(0.95, callDuration, 'operation'), '{{operation}}')],
      alerts,
      empty,
    }),
  ];
}

function slowest(): SizedPanel {
  const calls = `sum by (namespace, mount_type, operation) (increase(${series('audit_vault_requests_total')}[$__range]))`;
  const denied = inRange('audit_vault_denied_total', '', 'namespace, mount_type, operation');
  return table({
    width: 24,
    title: 'Calls by namespace and mount type',
    description:
      'Who uses Vault for what, and how much of it is refused: the 30 most frequent kinds of calls.',
    targets: [
      rows(top(30, calls)),
      rows(`${denied} and on (namespace, mount_type, operation) topk(30, ${calls} > 0)`),
    ],
    columns: {
      namespace: 'Namespace',
      mount_type: 'Mount type',
      operation: 'Operation',
      'Value #A': 'Requests',
      'Value #B': 'Denied',
    },
    bars: { Requests: undefined },
    thresholds: [[null, 'blue']],
    alerts: ['AuditDeniedSpike'],
    empty: 'No requests in this time range.',
  });
}
