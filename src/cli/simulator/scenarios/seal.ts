import type { Scenario } from '../scenario.js';
import type { Stage } from '../stage.js';
import { suspects } from '../vault-cast.js';
import { VaultClient } from '../vault-client.js';
import { demoMounts } from '../vault-mount.js';

/** Long enough for a few scrapes and evaluations of the rules to see it. */
const sealedFor = 45_000;

/**
 * Vault is sealed, answers nobody for three quarters of a minute, and is unsealed. AuditVaultSealRequested and
 * AuditVaultSealed; the latter resolves when Vault is unsealed.
 */
export const seal: Scenario = {
  name: 'seal',
  summary: 'Vault is sealed, and unsealed after 45 seconds',
  run(stage) {
    const operator = new VaultClient(stage, suspects.trent);
    operator.login();
    stage.agenda.after(1_000, () => {
      operator.call('update', 'sys/seal', demoMounts.system, {});
      sealVault(stage);
      stage.agenda.after(sealedFor, () => unsealVault(stage));
    });
  },
};

function sealVault(stage: Stage): void {
  for (const text of [
    'marked as sealed',
    'pre-seal teardown starting',
    'pre-seal teardown complete',
    'vault is sealed',
  ]) {
    stage.server('info', `core: ${text}`);
  }
  stage.sealed = true;
}

function unsealVault(stage: Stage): void {
  for (const text of ['vault is unsealed', 'post-unseal setup starting', 'post-unseal setup complete']) {
    stage.server('info', `core: ${text}`);
  }
  stage.sealed = false;
}
