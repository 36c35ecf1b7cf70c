import type { Section } from '../layout.js';
import { stat } from '../panels/stat.js';
import { mustBeZero, rising, shouldBeZero } from '../panels/thresholds.js';
import { inRange, orZero, perSecond } from '../promql.js';
import { eventStat } from '../shared/event-stat.js';
import { graph, now } from '../target.js';

const empty = 'no log of Conjur';
const size = { width: 3, empty };

/** How Conjur is used, then what should not happen to it. */
export function conjurGlance(): Section {
  return { panels: [...access(), ...changes()] };
}

function access() {
  return [
    stat({
      ...size,
      title: 'Events per second',
      description: 'Events of the audit logs, now.',
      unit: 'cps',
      decimals: 1,
      targets: [graph(perSecond('audit_events_total'))],
      trend: true,
    }),
    stat({
      ...size,
      title: 'Denied share',
      description:
        'Share of all operations that were refused. Above 5 % a policy or a host is usually wrong.',
      unit: 'percentunit',
      decimals: 1,
      targets: [
        now(`${inRange('audit_events_total', 'outcome="denied"')} / ${inRange('audit_events_total')}`),
      ],
      thresholds: rising(0.01, 0.05),
      alerts: ['AuditDeniedSpike'],
    }),
    stat({
      ...size,
      title: 'Failed logins',
      description:
        'Logins and authentications that failed. By which authenticator: see *Authentications by authenticator*.',
      targets: [now(orZero(inRange('audit_authentications_total', 'outcome="failed"')))],
      thresholds: rising(5, 20),
      alerts: ['AuditLoginFailureSpike'],
    }),
    stat({
      ...size,
      title: 'Unknown names tried',
      description: 'Failed logins of names that do not exist. More than a few is somebody who guesses names.',
      targets: [now(inRange('audit_conjur_not_found_identities_total'))],
      thresholds: rising(1, 10),
      alerts: ['AuditConjurUnknownIdentities'],
    }),
    stat({
      ...size,
      title: 'Denied to hosts',
      description:
        'Operations that were refused to hosts. A host is a program: it does not ask for what it may not have.',
      targets: [now(orZero(inRange('audit_denied_total', hosts)))],
      thresholds: rising(1, 5),
      alerts: ['AuditConjurHostDenied'],
    }),
    stat({
      ...size,
      title: 'Secrets fetched',
      description: 'Secrets that were fetched; a batch counts once.',
      targets: [now(inRange('audit_conjur_secret_fetches_total', 'result="success"'))],
    }),
    stat({
      ...size,
      title: 'Secret dumps',
      description:
        'How often a user reached the limit of different secrets read (`notify_at` of `audit_distinct_secrets`).',
      targets: [now(orZero(inRange('audit_distinct_secrets_reached_total')))],
      thresholds: mustBeZero,
      alerts: ['AuditSecretDump'],
    }),
    stat({
      ...size,
      title: 'Credentials in logs',
      description:
        'Lines that hold what looks like a live credential. The log of the exporter names file and byte.',
      targets: [now(inRange('audit_plaintext_secrets_total'))],
      thresholds: mustBeZero,
      alerts: ['AuditPlaintextSecret'],
    }),
  ];
}

/** Users whose name says that they are hosts. */
export const hosts = 'user=~".+:host:.+"';

function changes() {
  const options = { width: 4, empty, thresholds: shouldBeZero };
  return [
    eventStat({
      ...options,
      title: 'Logins of admin',
      description: 'Logins of the user admin, who may do everything.',
      events: ['admin_login'],
      alerts: ['AuditConjurAdminLogin'],
    }),
    eventStat({
      ...options,
      title: 'Policy changes',
      description: 'Records that policy loads changed; one load changes many.',
      events: ['policy_changed'],
      alerts: ['AuditConjurPolicyChangedOffHours'],
    }),
    stat({
      ...options,
      title: 'Policy loads that failed',
      description: 'Policy loads that failed or were refused. Refused ones are somebody who tries.',
      targets: [now(inRange('audit_conjur_policy_load_failures_total'))],
      alerts: ['AuditWarningEvent'],
    }),
    eventStat({
      ...options,
      title: 'Keys rotated for others',
      description:
        'API keys that somebody rotated for another role. Whoever rotates a key knows the new one.',
      events: ['api_key_rotated_for_other'],
      alerts: ['AuditConjurApiKeyRotatedForOther'],
    }),
    eventStat({
      ...options,
      title: 'Authenticators changed',
      description: 'Authenticators turned on or off. A new one is a new way in.',
      events: ['authenticator_changed'],
      alerts: ['AuditConjurAuthenticatorChanged'],
    }),
    eventStat({
      ...options,
      title: 'Issuers changed',
      description: 'Issuers of dynamic secrets added, changed or removed.',
      events: ['issuer_changed'],
      alerts: ['AuditWarningEvent'],
    }),
  ];
}
