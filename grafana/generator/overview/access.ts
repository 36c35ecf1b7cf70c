import type { Section } from '../layout.js';
import { outcomeColors } from '../panels/color-by-name.js';
import { table } from '../panels/table.js';
import { mustBeZero, rising } from '../panels/thresholds.js';
import { bars } from '../panels/time-series.js';
import { inRange, perStep, top } from '../promql.js';
import { callTime } from '../shared/call-time.js';
import { deniedByOperation, deniedByUser } from '../shared/denied.js';
import { distinctSecrets } from '../shared/distinct-secrets.js';
import { graph, graphWithExemplars, rows } from '../target.js';
import { newAddresses } from './events.js';

/** Who is denied, who logs in, who reads secrets, and how long it takes. */
export function accessSections(): Section[] {
  return [calls(), denials(), logins(), secrets()];
}

function calls(): Section {
  return {
    title: 'Calls',
    panels: [
      bars({
        width: 12,
        title: 'Events by outcome',
        description:
          'How much goes on, and how much of it is refused or fails. A sudden end is an outage, or a log that broke.',
        colors: outcomeColors,
        targets: [graphWithExemplars(perStep('audit_events_total', '', 'outcome'), '{{outcome}}')],
        empty: 'No events in this time range.',
      }),
      callTime({ width: 12, height: 8 }),
    ],
  };
}

function denials(): Section {
  const alerts = ['AuditUserDenied', 'AuditDeniedStreak'];
  return {
    title: 'Denied',
    panels: [
      deniedByUser({ width: 14, height: 8, alerts }),
      deniedByOperation({ width: 10, height: 8, alerts: ['AuditDeniedSpike'] }),
    ],
  };
}

function logins(): Section {
  return {
    title: 'Logins',
    panels: [
      bars({
        width: 14,
        title: 'Logins',
        description: 'Logins by outcome. Red that grows while green does not is somebody who guesses.',
        colors: { ...outcomeColors, failed: 'red' },
        targets: [graph(perStep('audit_authentications_total', '', 'outcome'), '{{outcome}}')],
        alerts: ['AuditLoginFailureSpike'],
        empty: 'No login in this time range.',
      }),
      table({
        width: 10,
        title: 'Failed logins by method',
        description: 'Logins that failed in the time range, by system and method.',
        targets: [
          rows(top(20, inRange('audit_authentications_total', 'outcome="failed"', 'system, source, method'))),
        ],
        columns: { system: 'System', source: 'Source', method: 'Method', Value: 'Failed' },
        bars: { Failed: undefined },
        thresholds: rising(5, 20),
        alerts: ['AuditLoginFailureSpike'],
        empty: 'No login failed in this time range.',
      }),
    ],
  };
}

function secrets(): Section {
  const alerts = ['AuditSecretDump'];
  return {
    title: 'Secrets',
    panels: [
      bars({
        width: 12,
        title: 'Secret accesses by operation',
        description:
          'Reads, writes and deletions of secrets. Deletions in bulk, or reads far above the usual, are worth a question.',
        colors: { read: 'blue', write: 'purple', delete: 'red' },
        targets: [graph(perStep('audit_secret_accesses_total', '', 'operation'), '{{operation}}')],
        empty: 'Nobody touched a secret in this time range.',
      }),
      newAddresses(12),
      distinctSecrets('1h', { width: 12, height: 9, alerts }),
      distinctSecrets('24h', { width: 12, height: 9, alerts }),
      table({
        width: 12,
        title: 'Secret accesses by outcome',
        description: 'Accesses to secrets in the time range, by system, operation and outcome.',
        targets: [rows(top(20, inRange('audit_secret_accesses_total', '', 'system, operation, outcome')))],
        columns: { system: 'System', operation: 'Operation', outcome: 'Outcome', Value: 'Accesses' },
        bars: { Accesses: undefined },
        thresholds: [[null, 'blue']],
        empty: 'Nobody touched a secret in this time range.',
      }),
      table({
        width: 12,
        title: 'Limits of different secrets reached',
        description:
          'Users who read more different secrets than `notify_at` allows, how often, and in which window. Ask the user; when nobody knows why, revoke the token.',
        targets: [
          rows(top(20, inRange('audit_distinct_secrets_reached_total', '', 'system, source, user, window'))),
        ],
        columns: { user: 'User', window: 'Window', system: 'System', source: 'Source', Value: 'Times' },
        bars: { Times: undefined },
        thresholds: mustBeZero,
        alerts,
        empty: 'Nobody reached the limit in this time range.',
      }),
    ],
  };
}
