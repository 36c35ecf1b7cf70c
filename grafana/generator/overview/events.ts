import type { Section } from '../layout.js';
import type { SizedPanel } from '../panels/panel.js';
import { table } from '../panels/table.js';
import { mustBeZero } from '../panels/thresholds.js';
import { bars } from '../panels/time-series.js';
import { inRange, perStep, series, top } from '../promql.js';
import { ageOfLastEvent } from '../shared/event-age.js';
import { eventTable, eventTimeline } from '../shared/security-events.js';
import { graph, rows } from '../target.js';

/** What happened that is worth a look, and whether the logs still speak. */
export function eventSections(): Section[] {
  const alerts = ['AuditCriticalEvent', 'AuditWarningEvent'];
  return [
    {
      title: 'Alerts and silence',
      panels: [
        firing(),
        ageOfLastEvent({ width: 10, height: 8, alerts: ['AuditLogSilent', 'AuditClockSkew'] }),
      ],
    },
    {
      title: 'Security events',
      panels: [
        eventTimeline({ width: 24, height: 9, alerts }),
        eventTable({ width: 14, height: 9, alerts }),
        plaintext(),
      ],
    },
  ];
}

function firing(): SizedPanel {
  return table({
    width: 14,
    title: 'Alerts that fire',
    description:
      'The alerts of `prometheus/rules/` that fire now. *Runbooks*, at the top right, has a page for each: what it means, what to check first, how to silence it.',
    targets: [
      rows(
        `max by (severity, alertname, system, source, instance, user, event) (${series('ALERTS', 'alertname=~"Audit.+", alertstate="firing"')})`,
      ),
    ],
    columns: {
      severity: 'Severity',
      alertname: 'Alert',
      system: 'System',
      source: 'Source',
      instance: 'Instance',
      user: 'User',
      event: 'Event',
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
