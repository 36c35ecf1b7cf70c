import { pick, type Random } from '../../../base/random.js';
import { conjurSuspects } from '../conjur-cast.js';
import { ConjurClient } from '../conjur-client.js';
import type { Scenario } from '../scenario.js';
import { suspects } from '../vault-cast.js';
import { VaultClient } from '../vault-client.js';
import { demoMounts } from '../vault-mount.js';

const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'];

/**
 * A token of Vault stands in a path, where Vault does not hash it, and one of GitHub was pasted in place of a name.
 * AuditPlaintextSecret, of both audit logs.
 */
export const leakedCredential: Scenario = {
  name: 'leaked-credential',
  summary: 'tokens stand in the audit logs in plain text',
  run(stage) {
    const peggy = new VaultClient(stage, suspects.peggy);
    const conjur = new ConjurClient(stage, conjurSuspects.ursula);
    peggy.login();
    stage.agenda.after(1_000, () => {
      peggy.refused('read', `auth/token/lookup/hvs.${randomText(stage.random, 24)}`, demoMounts.token);
    });
    stage.agenda.after(2_000, () => peggy.readSecret('payments/api'));
    stage.agenda.after(3_000, () => conjur.tryName(`ghp_${randomText(stage.random, 36)}`));
  },
};

function randomText(random: Random, length: number): string {
  return Array.from({ length }, () => pick(random, alphabet)).join('');
}
