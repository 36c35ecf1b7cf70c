import type { Scenario } from '../scenario.js';

/** The disk is full: one audit device cannot write, then none can, and calls are refused. AuditVaultAuditFailure, of the server log. */
export const auditFailure: Scenario = {
  name: 'audit-failure',
  summary: 'Vault cannot write its audit log',
  run(stage) {
    const full = 'error="write /var/log/vault/audit-2.log: no space left on device"';
    for (let second = 0; second < 5; second += 1) {
      stage.agenda.after(second * 1_000, () =>
        stage.server('error', `audit: backend failed to log request: backend=file-2/ ${full}`),
      );
    }
    stage.agenda.after(5_000, () =>
      stage.server('error', `core: failed to audit request: path=secret/data/billing/postgres ${full}`),
    );
  },
};
