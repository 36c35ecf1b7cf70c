import type { Section } from '../layout.js';
import { table } from '../panels/table.js';
import { rising } from '../panels/thresholds.js';
import { bars } from '../panels/time-series.js';
import { inRange, perStep, top } from '../promql.js';
import { graph, rows } from '../target.js';

/** What was changed in Conjur. */
export function conjurPolicy(): Section {
  return {
    title: 'Policy and keys',
    panels: [
      bars({
        width: 8,
        title: 'Policy changes, when',
        description:
          'Records that policy loads changed, by operation. By night, or outside a release, ask who it was.',
        targets: [
          graph(`${perStep('audit_conjur_policy_changes_total', '', 'operation')} > 0`, '{{operation}}'),
        ],
        alerts: ['AuditConjurPolicyChangedOffHours'],
        empty: 'No policy was changed in this time range.',
      }),
      table({
        width: 8,
        title: 'Policy changes by kind of record',
        description:
          'What the policy loads of the time range changed. New permissions and memberships give somebody more than before.',
        targets: [rows(top(20, inRange('audit_conjur_policy_changes_total', '', 'operation, subject_kind')))],
        columns: { operation: 'Operation', subject_kind: 'Kind', Value: 'Records' },
        bars: { Records: undefined },
        thresholds: [[null, 'blue']],
        alerts: ['AuditConjurPolicyChangedOffHours'],
        empty: 'No policy was changed in this time range.',
      }),
      table({
        width: 8,
        title: 'Keys rotated, passwords changed',
        description: 'Credentials that were replaced, whether it was their owner who did, and the result.',
        targets: [
          rows(top(20, inRange('audit_conjur_credential_rotations_total', '', 'kind, self, result'))),
        ],
        columns: { kind: 'Kind', self: 'By the owner', result: 'Result', Value: 'Times' },
        bars: { Times: undefined },
        thresholds: rising(10, 100),
        alerts: ['AuditConjurApiKeyRotatedForOther'],
        empty: 'No key was rotated and no password changed in this time range.',
      }),
    ],
  };
}
