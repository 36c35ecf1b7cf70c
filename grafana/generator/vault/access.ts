import type { Section } from '../layout.js';
import type { SizedPanel } from '../panels/panel.js';
import { table } from '../panels/table.js';
import { rising } from '../panels/thresholds.js';
import { bars } from '../panels/time-series.js';
import { inRange, perStep, top } from '../promql.js';
import { deniedByUser, deniedUsers } from '../shared/denied.js';
import { distinctSecrets } from '../shared/distinct-secrets.js';
import { graph, graphWithExemplars, rows } from '../target.js';

/** Who is refused, and who reads what. */
export function vaultAccess(): Section {
  const dump = ['AuditSecretDump'];
  const denied = ['AuditUserDenied', 'AuditDeniedStreak'];
  return {
    title: 'Denied, secrets',
    panels: [
      deniedByUser({ width: 24, height: 8, alerts: denied }),
      deniedUsers({ width: 12, height: 8, alerts: denied }),
      deniedCalls(),
      operations(),
      accesses(),
      distinctSecrets('1h', { width: 12, height: 8, alerts: dump }),
      distinctSecrets('24h', { width: 12, height: 8, alerts: dump }),
    ],
  };
}

function deniedCalls(): SizedPanel {
  return table({
    width: 12,
    title: 'Denied calls by namespace and mount type',
    description: 'Which part of Vault refuses. One mount type alone is usually a policy.',
    targets: [rows(top(20, inRange('audit_vault_denied_total', '', 'namespace, mount_type, operation')))],
    columns: { namespace: 'Namespace', mount_type: 'Mount type', operation: 'Operation', Value: 'Denied' },
    bars: { Denied: undefined },
    thresholds: rising(5, 30),
    alerts: ['AuditDeniedSpike'],
    empty: 'Nothing was denied in this time range.',
  });
}

function operations(): SizedPanel {
  return bars({
    width: 12,
    title: 'Calls to secrets engines by mount',
    description: 'Successful calls to secrets engines, listing and metadata included: which mount is busy?',
    targets: [
      graphWithExemplars(
        perStep('audit_vault_secret_operations_total', '', 'mount_point'),
        '{{mount_point}}',
      ),
    ],
    empty: 'No call to a secrets engine in this time range.',
  });
}

function accesses(): SizedPanel {
  return bars({
    width: 12,
    title: 'Secret accesses by operation',
    description:
      'Secrets read, written and deleted, listing and metadata left out. Deletions in bulk are worth a question.',
    colors: { read: 'blue', write: 'purple', delete: 'red' },
    targets: [graph(perStep('audit_secret_accesses_total', '', 'operation'), '{{operation}}')],
    empty: 'Nobody touched a secret in this time range.',
  });
}
