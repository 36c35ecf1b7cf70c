import type { Section } from '../layout.js';
import { stat } from '../panels/stat.js';
import { mustBeZero, rising, shouldBeZero } from '../panels/thresholds.js';
import { inRange, orZero, perSecond, series } from '../promql.js';
import { graph, now } from '../target.js';

const noEvents = 'no log with events';
const size = { width: 3, empty: noEvents };

/** The first rows: what must not happen, then how much happens. All of it in the time range of the dashboard. */
export function glance(): Section {
  return { panels: [...mustNotHappen(), ...howMuch()] };
}

function mustNotHappen() {
  return [
    stat({
      ...size,
      title: 'Firing alerts',
      description:
        'Alerts of `prometheus/rules/` that fire now, those for information left out. 0 also when Prometheus has not loaded these rules.',
      targets: [
        now(
          `count(${series('ALERTS', 'alertname=~"Audit.+", alertstate="firing", severity!="info"')}) or vector(0)`,
        ),
      ],
      thresholds: mustBeZero,
    }),
    stat({
      ...size,
      title: 'Critical events',
      description:
        'Security events of severity critical. What and where: see *Security events* below. Each should have been planned.',
      targets: [now(inRange('audit_security_events_total', 'severity="critical"'))],
      thresholds: mustBeZero,
      alerts: ['AuditCriticalEvent'],
    }),
    stat({
      ...size,
      title: 'Root token events',
      description:
        'Tokens that may do everything were made: root tokens of Vault, and its recovery and DR operation tokens. One token is two events where both the audit log and the server log tell of it.',
      targets: [
        now(
          inRange('audit_security_events_total', 'event=~"root_token_generated|operation_token_generated"'),
        ),
      ],
      empty: 'no log of Vault',
      thresholds: mustBeZero,
      alerts: ['AuditVaultRootTokenGenerated'],
    }),
    stat({
      ...size,
      title: 'Credentials in logs',
      description:
        'Lines that hold what looks like a live credential. The log of the exporter names file and byte. Replace the credential first.',
      targets: [now(inRange('audit_plaintext_secrets_total'))],
      thresholds: mustBeZero,
      alerts: ['AuditPlaintextSecret'],
    }),
    stat({
      ...size,
      title: 'Secret dumps',
      description:
        'How often a user reached the limit of different secrets read within an hour or a day (`notify_at` of `audit_distinct_secrets`).',
      targets: [now(orZero(inRange('audit_distinct_secrets_reached_total')))],
      thresholds: mustBeZero,
      alerts: ['AuditSecretDump'],
    }),
    stat({
      ...size,
      title: 'Denied streaks',
      description:
        'How often a user was denied several times in a row (`notify_at` of `audit_denied_streak`); callers without a name left out.',
      targets: [now(orZero(inRange('audit_denied_streak_reached_total', 'user!~"-|not-found"')))],
      thresholds: shouldBeZero,
      alerts: ['AuditDeniedStreak'],
    }),
    stat({
      ...size,
      title: 'Warnings',
      description: 'Security events of severity warning: changes that somebody should have planned.',
      targets: [now(inRange('audit_security_events_total', 'severity="warning"'))],
      thresholds: shouldBeZero,
      alerts: ['AuditWarningEvent'],
    }),
    stat({
      ...size,
      title: 'Silent logs',
      description:
        'Audit logs whose last event is older than 15 minutes. Server logs, which may be silent for weeks, are left out. A quiet log may be well; *Age of the last event* shows which it is.',
      targets: [now(orZero(silentLogs))],
      thresholds: shouldBeZero,
      alerts: ['AuditLogSilent'],
    }),
  ];
}

/** Only audit logs have accesses to secrets. */
const silentLogs = [
  `count(time() - max by (system, source) (${series('audit_last_event_timestamp_seconds')}) > 15 * 60`,
  `and on (system, source) rate(${series('audit_secret_accesses_total')}[$__rate_interval]) >= 0)`,
].join(' ');

const denied = 'outcome="denied"';
const failed = 'outcome="failed"';

function howMuch() {
  return [
    stat({
      ...size,
      title: 'Events per second',
      description: 'Calls and events of all logs, now. 0 means that no log is written, or none is read.',
      unit: 'cps',
      decimals: 1,
      targets: [graph(perSecond('audit_events_total'))],
      trend: true,
    }),
    stat({
      ...size,
      title: 'Denied calls',
      description: 'Calls that were refused. Who: see *Denied users*.',
      targets: [now(inRange('audit_events_total', denied))],
      alerts: ['AuditUserDenied'],
    }),
    stat({
      ...size,
      title: 'Denied share',
      description: 'Share of all calls that were refused. Above 5 % a policy or a token is usually wrong.',
      unit: 'percentunit',
      decimals: 1,
      targets: [now(`${inRange('audit_events_total', denied)} / ${inRange('audit_events_total')}`)],
      thresholds: rising(0.01, 0.05),
      alerts: ['AuditDeniedSpike'],
    }),
    stat({
      ...size,
      title: 'Failed logins',
      description: 'Logins that failed. By which method: see *Logins*.',
      targets: [now(orZero(inRange('audit_authentications_total', failed)))],
    }),
    stat({
      ...size,
      title: 'Failed login share',
      description: 'Share of the logins that failed. Above a fifth somebody guesses, or a method is broken.',
      unit: 'percentunit',
      decimals: 1,
      targets: [
        now(
          `(${orZero(inRange('audit_authentications_total', failed))}) / ${inRange('audit_authentications_total')}`,
        ),
      ],
      empty: 'no logins',
      thresholds: rising(0.05, 0.2),
      alerts: ['AuditLoginFailureSpike'],
    }),
    stat({
      ...size,
      title: 'Secret accesses',
      description: 'Reads, writes and deletions of secrets, refused ones included.',
      targets: [now(inRange('audit_secret_accesses_total'))],
    }),
    stat({
      ...size,
      title: 'New addresses',
      description:
        'Users who came from an address that they never came from before, after a day in which the usual ones are learned.',
      targets: [now(inRange('audit_new_address_total'))],
      thresholds: [
        [null, 'green'],
        [1, 'yellow'],
      ],
      alerts: ['AuditNewAddress'],
    }),
    stat({
      ...size,
      title: 'Logs read',
      description: 'Sources that can be read now. Those that cannot: see the dashboard *Exporter*.',
      targets: [
        now(
          `count(${series('auditlog_exporter_source_up')} == 1) or 0 * count(${series('auditlog_exporter_source_up')})`,
        ),
      ],
      empty: 'no exporter answers',
      thresholds: [
        [null, 'red'],
        [1, 'green'],
      ],
      alerts: ['AuditSourceUnreadable', 'AuditExporterDown'],
    }),
  ];
}
