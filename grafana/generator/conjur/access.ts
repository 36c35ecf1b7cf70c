import type { Section } from '../layout.js';
import { outcomeColors } from '../panels/color-by-name.js';
import { table } from '../panels/table.js';
import { bars } from '../panels/time-series.js';
import { inRange, perStep, top } from '../promql.js';
import { deniedByUser, deniedUsers } from '../shared/denied.js';
import { distinctSecrets } from '../shared/distinct-secrets.js';
import { graph, rows } from '../target.js';
import { hosts } from './glance.js';

/** Who is refused, and who reads what. */
export function conjurAccess(): Section {
  const denied = ['AuditUserDenied', 'AuditDeniedStreak'];
  return {
    title: 'Denied, secrets',
    panels: [
      deniedByUser({ width: 24, height: 8, alerts: denied }),
      deniedUsers({ width: 12, height: 8, alerts: denied }),
      deniedUsers({
        width: 12,
        height: 8,
        title: 'Denied hosts',
        description:
          'Hosts that were refused something, and how often in a row just now. A host that asks for what it may not have is misconfigured, or not itself.',
        matchers: hosts,
        alerts: ['AuditConjurHostDenied'],
      }),
      ...secrets(),
      distinctSecrets('1h', { width: 12, height: 8, alerts: ['AuditSecretDump'] }),
      distinctSecrets('24h', { width: 12, height: 8, alerts: ['AuditSecretDump'] }),
    ],
  };
}

function secrets() {
  return [
    bars({
      width: 8,
      title: 'Secrets fetched, by result',
      description: 'Secrets fetched, by result; a batch counts once.',
      colors: outcomeColors,
      targets: [graph(perStep('audit_conjur_secret_fetches_total', '', 'result'), '{{result}}')],
      alerts: ['AuditSecretDump'],
      empty: 'no log of Conjur',
    }),
    bars({
      width: 8,
      title: 'Secrets updated, by result',
      description: 'Secrets updated, by result. Updates outside of rotation are worth a question.',
      colors: outcomeColors,
      targets: [graph(perStep('audit_conjur_secret_updates_total', '', 'result'), '{{result}}')],
      empty: 'no log of Conjur',
    }),
    table({
      width: 8,
      title: 'Permission checks',
      description:
        'Who may do what: checks by privilege and answer. Failure is the answer "no", and no refusal.',
      targets: [rows(top(20, inRange('audit_conjur_permission_checks_total', '', 'privilege, result')))],
      columns: { privilege: 'Privilege', result: 'Answer', Value: 'Checks' },
      bars: { Checks: undefined },
      thresholds: [[null, 'blue']],
      empty: 'No permission was checked in this time range.',
    }),
  ];
}
