import { randomInt } from '../../../base/random.js';
import { conjurSuspects } from '../conjur-cast.js';
import { ConjurClient } from '../conjur-client.js';
import type { Scenario } from '../scenario.js';
import { suspects } from '../vault-cast.js';
import { VaultClient } from '../vault-client.js';

/** Ursula comes from where she never was, each time from elsewhere. AuditNewAddress (info), of Vault and of Conjur. */
export const newAddress: Scenario = {
  name: 'new-address',
  summary: 'a known user comes from an address that was never seen',
  run(stage) {
    const { agenda, random } = stage;
    const address = `198.${randomInt(random, 18, 20)}.${randomInt(random, 0, 256)}.${randomInt(random, 1, 255)}`;
    const vault = new VaultClient(stage, { ...suspects.ursula, address });
    const conjur = new ConjurClient(stage, { ...conjurSuspects.ursula, address });
    vault.login();
    agenda.after(1_500, () => conjur.login(true));
    agenda.after(2_000, () => conjur.authenticate(true));
    agenda.after(3_000, () => vault.listSecrets('billing'));
    agenda.after(4_500, () => vault.readSecret('billing/postgres'));
    agenda.after(5_000, () => conjur.fetch('shop/invoices/postgres/password', true));
  },
};
