import type { Section } from '../layout.js';
import { table } from '../panels/table.js';
import { mustBeZero, rising } from '../panels/thresholds.js';
import { bars } from '../panels/time-series.js';
import { inRange, perStep, top } from '../promql.js';
import { graph, rows } from '../target.js';

/** What the server itself says: its log, not the audit log. */
export function vaultServer(): Section {
  return {
    title: 'Server log',
    folded: true,
    panels: [
      bars({
        width: 24,
        height: 9,
        title: 'Messages with a name, when',
        description:
          'When the server said what we know by name, such as leases that could not be revoked or a change of the leader.',
        targets: [graph(`${perStep('audit_vault_server_events_total', '', 'event')} > 0`, '{{event}}')],
        alerts: ['AuditVaultSealed'],
        empty: 'No server log of Vault, or nothing in it that has a name here.',
      }),
      bars({
        width: 8,
        title: 'Messages by level',
        description: 'How much the server writes. Errors that rise come before an outage.',
        colors: { error: 'red', warn: 'orange', info: 'green', debug: 'blue', trace: 'purple' },
        targets: [graph(perStep('audit_vault_server_log_messages_total', '', 'level'), '{{level}}')],
        empty: 'No server log of Vault in this time range.',
      }),
      table({
        width: 8,
        title: 'Errors and warnings by logger',
        description: 'Which part of the server complains.',
        targets: [
          rows(
            top(20, inRange('audit_vault_server_log_messages_total', 'level=~"error|warn"', 'level, logger')),
          ),
        ],
        columns: { level: 'Level', logger: 'Logger', Value: 'Messages' },
        bars: { Messages: undefined },
        thresholds: rising(10, 100),
        empty: 'No error and no warning in this time range.',
      }),
      bars({
        width: 8,
        title: 'Active nodes that changed',
        description:
          'How often a node became the active one, and how often one stopped. More than a few in a quarter of an hour is a cluster that does not find rest.',
        targets: [graph(perStep('audit_vault_server_leadership_changes_total', '', 'to'), 'to {{to}}')],
        alerts: ['AuditVaultLeadershipFlapping'],
        empty: 'No server log of Vault in this time range.',
      }),
      table({
        width: 24,
        height: 6,
        title: 'Failures to write the audit log',
        description:
          'Scope `device`: one could not be written. Scope `all`: none could, and the call was refused.',
        targets: [
          rows(
            top(20, inRange('audit_vault_server_audit_failures_total', '', 'source, instance, phase, scope')),
          ),
        ],
        columns: {
          source: 'Source',
          instance: 'Instance',
          phase: 'Phase',
          scope: 'Scope',
          Value: 'Failures',
        },
        bars: { Failures: undefined },
        thresholds: mustBeZero,
        alerts: ['AuditVaultAuditFailure'],
        empty: 'None in this time range.',
      }),
    ],
  };
}
