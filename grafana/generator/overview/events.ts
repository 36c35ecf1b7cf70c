import type { Section } from '../layout.js';
import type { SizedPanel } from '../panels/panel.js';
import { table } from '../panels/table.js';
import { mustBeZero } from '../panels/thresholds.js';
import { bars } from '../panels/time-series.js';
import { inRange, perStep, series, top } from '../promql.js';
import { deniedUsers } from '../shared/denied.js';
import { ageOfLastEvent } from '../shared/event-age.js';
import { eventTable, eventTimeline } from '../shared/security-events.js';
import { graph, rows } from '../target.js';

/** What happened that is worth a look, who was denied, and whether the logs still speak. */
export function eventSections(): Section[] {
  const alerts = ['AuditCriticalEvent', 'AuditWarningEvent'];
  return [
    {
      title: 'What happened, and who was denied',
      panels: [
        eventTimeline({ width: 14, height: 12, severities: ['critical', 'warning'], alerts }),
        deniedUsers({ width: 10, height: 12, alerts: ['AuditUserDenied', 'AuditDeniedStreak'] }),
      ],
    },
    {
      title: 'Alerts, silence, and where it happened',
      panels: [
        firing(),
        ageOfLastEvent({ width: 8, height: 8, alerts: ['AuditLogSilent', 'AuditClockSkew'] }),
        eventTable({ width: 14, height: 9, alerts }),
        plaintext(),
      ],
    },
  ];
}

const firingAlerts = (severity: string) =>
  `max by (severity, alertname, source, instance, user, event) (${series('ALERTS', `alertname=~"Audit.+", alertstate="firing", severity${severity}`)})`;

const worstFirst = `sort_desc(${[
  `3 * ${firingAlerts('="critical"')}`,
  `2 * ${firingAlerts('="warning"')}`,
  firingAlerts('!~"critical|warning"'),
].join(' or ')})`;

function firing(): SizedPanel {
  return table({
    width: 16,
    title: 'Alerts that fire',
    description:
      'The alerts of `prometheus/rules/` that fire now, the worst first. *Runbooks*, at the top right, has a page for each: what it means, what to check first, how to silence it.',
    targets: [rows(worstFirst)],
    columns: {
      severity: 'Severity',
      alertname: 'Alert',
      event: 'Event',
      user: 'User',
      source: 'Source',
      instance: 'Instance',
    },
    empty: 'No alert fires, or Prometheus has not loaded prometheus/rules/.',
  });
}

function plaintext(): SizedPanel {
  return table({
    width: 10,
    height: 9,
    title: 'Credentials in logs, where',
    description:
      'Lines that hold what looks like a live credential, by kind. The log of the exporter names file and byte. Replace the credential first, then find who writes it.',
    targets: [rows(top(20, inRange('audit_plaintext_secrets_total', '', 'pattern, source, instance')))],
    columns: { pattern: 'Kind', source: 'Source', instance: 'Instance', Value: 'Lines' },
    bars: { Lines: undefined },
    thresholds: mustBeZero,
    alerts: ['AuditPlaintextSecret'],
    empty: 'No credential was seen in this time range.',
  });
}

/** Users from new addresses, by log. */
export function newAddresses(width: number): SizedPanel {
  return bars({
    width,
    title: 'Users from new addresses',
    description:
      'Users who came from an address that they never came from before. A few a day are people on the move; many at once are a new network, or stolen credentials.',
    targets: [
      graph(`${perStep('audit_new_address_total', '', 'system, source')} > 0`, '{{source}} ({{system}})'),
    ],
    alerts: ['AuditNewAddress'],
    empty: 'Nobody came from a new address in this time range.',
  });
}
