import type { Section } from '../layout.js';
import { ageOfLastEvent } from '../shared/event-age.js';
import { eventTable, eventTimeline } from '../shared/security-events.js';

/** What happened, when and where, and whether the logs still speak. */
export function vaultEvents(): Section {
  const alerts = ['AuditCriticalEvent', 'AuditWarningEvent'];
  return {
    title: 'Security events',
    panels: [
      eventTimeline({ width: 24, height: 12, severities: ['critical', 'warning', 'info'], alerts }),
      eventTable({ width: 14, height: 8, alerts }),
      ageOfLastEvent({ width: 10, height: 8, alerts: ['AuditLogSilent', 'AuditClockSkew'] }),
    ],
  };
}
