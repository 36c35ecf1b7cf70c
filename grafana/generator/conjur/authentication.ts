import type { Section } from '../layout.js';
import { outcomeColors } from '../panels/color-by-name.js';
import { table } from '../panels/table.js';
import { bars } from '../panels/time-series.js';
import { inRange, perStep, top } from '../promql.js';
import { graph, rows } from '../target.js';

/** Who comes in, and who tries to. */
export function conjurAuthentication(): Section {
  return {
    title: 'Authentication',
    panels: [
      bars({
        width: 7,
        title: 'Authentications',
        description:
          'Logins and authentications by outcome. Red that grows while green does not is somebody who guesses.',
        colors: { ...outcomeColors, failed: 'red' },
        targets: [graph(perStep('audit_authentications_total', '', 'outcome'), '{{outcome}}')],
        alerts: ['AuditLoginFailureSpike'],
        empty: 'No authentication in this time range.',
      }),
      bars({
        width: 7,
        title: 'Unknown names tried, when',
        description: 'When names that do not exist were tried.',
        colors: { tries: 'red' },
        targets: [graph(perStep('audit_conjur_not_found_identities_total'), 'tries')],
        alerts: ['AuditConjurUnknownIdentities'],
        empty: 'no log of Conjur',
      }),
      table({
        width: 10,
        title: 'Authentications by authenticator',
        description: 'Operations of each authenticator in the time range, by result.',
        targets: [
          rows(
            top(30, inRange('audit_conjur_authentications_total', '', 'authenticator, operation, result')),
          ),
        ],
        columns: { authenticator: 'Authenticator', operation: 'Operation', result: 'Result', Value: 'Times' },
        bars: { Times: undefined },
        thresholds: [[null, 'blue']],
        alerts: ['AuditLoginFailureSpike', 'AuditConjurAuthenticatorChanged'],
        empty: 'No authentication in this time range.',
      }),
    ],
  };
}
