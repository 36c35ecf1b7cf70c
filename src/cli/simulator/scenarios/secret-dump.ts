import { randomInt } from '../../../base/random.js';
import { conjurSuspects } from '../conjur-cast.js';
import { ConjurClient } from '../conjur-client.js';
import type { Scenario } from '../scenario.js';
import { suspects, teams } from '../vault-cast.js';
import { VaultClient } from '../vault-client.js';

const items = ['postgres', 'redis', 'smtp', 'api', 'tls', 'backup', 'config', 'signing', 'stripe', 'sftp'];

/** Victor reads whatever he may, and he may too much. AuditSecretDump, of Vault and of Conjur. */
export const secretDump: Scenario = {
  name: 'secret-dump',
  summary: 'one user reads all secrets there are',
  run(stage) {
    const vault = new VaultClient(stage, suspects.victor);
    const conjur = new ConjurClient(stage, conjurSuspects.victor);
    vault.login();
    conjur.authenticate(true);
    let delay = 800;
    for (const team of teams) {
      for (const item of items) {
        stage.agenda.after(delay, () => {
          vault.readSecret(`${team}/${item}`);
          conjur.fetch(`${team}/${item}`, true);
        });
        delay += randomInt(stage.random, 60, 160);
      }
    }
  },
};
