import { randomInt } from '../../../base/random.js';
import { conjurSuspects } from '../conjur-cast.js';
import { ConjurClient } from '../conjur-client.js';
import type { Scenario } from '../scenario.js';
import { suspects, teams } from '../vault-cast.js';
import { VaultClient } from '../vault-client.js';

const items = ['postgres', 'redis', 'smtp', 'api', 'tls'];

/**
 * Oscar looks everywhere but where he may. AuditDeniedStreak, of Vault and of Conjur, and AuditUserDenied, of Vault;
 * not so often that it would be many denials among all calls.
 */
export const deniedStreak: Scenario = {
  name: 'denied-streak',
  summary: 'one user searches where he may not, and is denied again and again',
  run(stage) {
    const { agenda, random } = stage;
    const vault = new VaultClient(stage, suspects.oscar);
    const conjur = new ConjurClient(stage, conjurSuspects.oscar);
    vault.login();
    conjur.authenticate(true);
    let delay = 1_000;
    for (const team of teams) {
      for (const item of items) {
        agenda.after(delay, () => vault.readRefused(`${team}-ops/${item}`));
        delay += randomInt(random, 150, 350);
      }
      agenda.after(delay, () => conjur.fetch(`${team}-ops/password`, false));
    }
  },
};
