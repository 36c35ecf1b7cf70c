import type { Section } from '../layout.js';
import type { SizedPanel } from '../panels/panel.js';
import { stat } from '../panels/stat.js';
import { neutral, rising, shouldBeZero } from '../panels/thresholds.js';
import { inRange, orZero, perSecond, quantile } from '../promql.js';
import { eventStat } from '../shared/event-stat.js';
import { graph, now } from '../target.js';

const noAudit = 'no audit log of Vault';
const noServer = 'no server log of Vault';
const noVault = 'no log of Vault';

/** What must not happen to Vault, then how it does. */
export function vaultGlance(): Section {
  return { panels: [...keys(), ...seal(), ...traffic()] };
}

function keys(): SizedPanel[] {
  return [
    eventStat({
      title: 'Root token events',
      description:
        'Somebody holds a token that may do everything. One token is two events where both the audit log and the server log tell of it.',
      events: ['root_token_generated', 'operation_token_generated'],
      alerts: ['AuditVaultRootTokenGenerated'],
      empty: noVault,
    }),
    eventStat({
      title: 'Root generations',
      description:
        'Generations of a root token that were started. Until enough key holders took part one can be cancelled.',
      events: ['root_token_generation_started', 'operation_token_generation_started'],
      alerts: ['AuditVaultRootTokenGenerationStarted'],
      empty: noVault,
    }),
    eventStat({
      title: 'Root token used',
      description: 'Requests made with a root token. Which: see *Requests with a root token*.',
      events: ['root_token_used'],
      alerts: ['AuditVaultRootTokenUsed'],
      empty: noAudit,
    }),
    eventStat({
      title: 'Rekeying',
      description: 'Key shares are replaced: rekeyings started and finished.',
      events: ['rekey_started', 'rekey_finished'],
      alerts: ['AuditVaultRekey'],
      empty: noVault,
    }),
    eventStat({
      title: 'Audit devices off',
      description:
        'Audit devices turned off. If it is the file that is followed here, everything below is blind from then on.',
      events: ['audit_device_disabled'],
      alerts: ['AuditVaultAuditDeviceDisabled'],
      empty: noVault,
    }),
    eventStat({
      title: 'Audit log failures',
      description: 'Vault could not write an audit device; when it could write none, it refused the call.',
      events: ['audit_failure', 'audit_device_failed'],
      alerts: ['AuditVaultAuditFailure'],
      empty: noServer,
    }),
    eventStat({
      title: 'Storage bypassed',
      description: 'The storage was read or replaced past all policies.',
      events: ['raw_storage_accessed', 'snapshot_restored'],
      alerts: ['AuditVaultStorageAccessed'],
      empty: noVault,
    }),
    eventStat({
      title: 'Snapshots taken',
      description:
        'Copies of everything, encrypted with the keys of Vault. Each should be a backup that you know.',
      events: ['snapshot_taken'],
      alerts: ['AuditVaultSnapshotTaken'],
      empty: noAudit,
      thresholds: shouldBeZero,
    }),
  ];
}

function seal(): SizedPanel[] {
  return [
    eventStat({
      title: 'Sealed or shut down',
      description:
        'How often a node was sealed or shut down. Whether it came back: *Unsealed*, and *Security events, when*.',
      events: ['sealed', 'shutdown'],
      alerts: ['AuditVaultSealed'],
      empty: noServer,
    }),
    eventStat({
      title: 'Unsealed',
      description: 'How often a node was unsealed. As many as were sealed or started is well.',
      events: ['unsealed'],
      alerts: ['AuditVaultSealed'],
      empty: noServer,
      thresholds: neutral,
    }),
    eventStat({
      title: 'Seal requests',
      description: 'Calls of `sys/seal`. The audit log does not tell whether they were allowed.',
      events: ['seal_requested'],
      alerts: ['AuditVaultSealRequested'],
      empty: noAudit,
    }),
    eventStat({
      title: 'Seal out of reach',
      description: 'Tests of the seal that failed. Vault works on, but will not unseal after a restart.',
      events: ['seal_unhealthy'],
      alerts: ['AuditVaultSealUnhealthy'],
      empty: noServer,
    }),
  ];
}

function traffic(): SizedPanel[] {
  return [
    stat({
      width: 3,
      title: 'Calls per second',
      description: 'Calls of the audit logs, now.',
      unit: 'reqps',
      decimals: 1,
      targets: [graph(perSecond('audit_vault_requests_total'))],
      trend: true,
      empty: noAudit,
    }),
    stat({
      width: 3,
      title: 'Denied share',
      description: 'Share of all calls that were refused. Above 5 % a policy or a token is usually wrong.',
      unit: 'percentunit',
      decimals: 1,
      targets: [
        now(`${inRange('audit_events_total', 'outcome="denied"')} / ${inRange('audit_events_total')}`),
      ],
      thresholds: rising(0.01, 0.05),
      alerts: ['AuditDeniedSpike'],
      empty: noVault,
    }),
    stat({
      width: 3,
      title: 'Failed logins',
      description: 'Logins that failed. By which mount: see *Logins by mount*.',
      targets: [now(orZero(inRange('audit_vault_logins_total', 'result="failed"')))],
      alerts: ['AuditLoginFailureSpike'],
      empty: noAudit,
    }),
    stat({
      width: 3,
      title: 'Slow calls (95 %)',
      description: 'One call in twenty takes longer than this, now.',
      unit: 's',
      targets: [graph(quantile(0.95, 'audit_request_duration_seconds'))],
      thresholds: rising(0.5, 1),
      trend: true,
      alerts: ['AuditSlowRequests'],
      empty: 'no calls',
    }),
  ];
}
