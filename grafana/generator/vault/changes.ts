import type { Section } from '../layout.js';
import { table } from '../panels/table.js';
import { shouldBeZero } from '../panels/thresholds.js';
import { inRange, top } from '../promql.js';
import { rows } from '../target.js';

/** What was changed in Vault itself. */
export function vaultChanges(): Section {
  return {
    title: 'Changes',
    panels: [
      changes(
        'Policies',
        'Policies written and deleted, by kind of policy. Each should have a change request.',
        'audit_vault_policy_changes_total',
        { kind: 'Kind', operation: 'Operation' },
        ['AuditVaultPolicyChanged'],
      ),
      changes(
        'Mounts and auth methods',
        'Secrets engines and auth methods enabled, disabled or moved. A new auth method is a new way in.',
        'audit_vault_mount_changes_total',
        { kind: 'Kind', operation: 'Operation' },
        ['AuditVaultAuthOrMountChanged'],
      ),
      changes(
        'Audit devices and headers',
        'Audit devices enabled or disabled, and changes of the headers that are audited.',
        'audit_vault_audit_device_changes_total',
        { operation: 'Operation' },
        ['AuditVaultAuditDeviceChanged', 'AuditVaultAuditDeviceDisabled'],
      ),
      changes(
        'Operator endpoints',
        'Calls to endpoints that only operators need, refused ones included: who tries them?',
        'audit_vault_privileged_operations_total',
        { action: 'Action', outcome: 'Outcome' },
        ['AuditVaultRekey', 'AuditVaultSealRequested', 'AuditVaultStorageAccessed'],
      ),
    ],
  };
}

function changes(
  title: string,
  description: string,
  metric: string,
  labels: Readonly<Record<string, string>>,
  alerts: string[],
) {
  return table({
    width: 6,
    title,
    description,
    targets: [rows(top(20, inRange(metric, '', Object.keys(labels).join(', '))))],
    columns: { ...labels, Value: 'Times' },
    bars: { Times: undefined },
    thresholds: shouldBeZero,
    alerts,
    empty: 'None in this time range.',
  });
}
