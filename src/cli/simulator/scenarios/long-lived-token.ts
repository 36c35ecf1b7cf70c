import type { Scenario } from '../scenario.js';
import { suspects } from '../vault-cast.js';
import { VaultClient } from '../vault-client.js';

const oneYear = 31_536_000;

/** Olivia makes herself tokens that will outlive her account. AuditVaultLongLivedToken and AuditVaultOrphanToken. */
export const longLivedToken: Scenario = {
  name: 'long-lived-token',
  summary: 'tokens of Vault are made that live for a year, one of them an orphan',
  run(stage) {
    const olivia = new VaultClient(stage, suspects.olivia);
    olivia.login();
    stage.agenda.after(1_500, () => olivia.createToken('auth/token/create', oneYear));
    stage.agenda.after(3_000, () => olivia.createToken('auth/token/create-orphan', oneYear));
  },
};
