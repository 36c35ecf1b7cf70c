import type { Section } from '../layout.js';
import { bars } from '../panels/time-series.js';
import { perStep } from '../promql.js';
import { ageOfLastEvent } from '../shared/event-age.js';
import { eventTable, eventTimeline } from '../shared/security-events.js';
import { graph, graphWithExemplars } from '../target.js';

/** What happened, when and where, and whether the logs still speak. */
export function conjurEvents(): Section {
  const alerts = ['AuditWarningEvent'];
  return {
    title: 'Events',
    panels: [
      eventTimeline({ width: 24, height: 8, severities: ['critical', 'warning', 'info'], alerts }),
      eventTable({ width: 14, height: 8, alerts }),
      ageOfLastEvent({ width: 10, height: 8, alerts: ['AuditLogSilent', 'AuditClockSkew'] }),
      bars({
        width: 12,
        title: 'Events by class',
        description: 'What Conjur does: authentications, fetches, checks, policy and so on.',
        targets: [graphWithExemplars(perStep('audit_conjur_events_total', '', 'msgid'), '{{msgid}}')],
        empty: 'No event of Conjur 5 or later in this time range.',
      }),
      bars({
        width: 12,
        title: 'Events of Conjur 4',
        description: 'Events of logs of Conjur v4, by action and whether it was allowed.',
        targets: [
          graph(
            perStep('audit_conjur_v4_events_total', '', 'action, allowed'),
            '{{action}}, allowed: {{allowed}}',
          ),
        ],
        empty: 'No log of Conjur 4 is read.',
      }),
    ],
  };
}
