import { randomUuid } from '../../../base/random.js';
import type { Scenario } from '../scenario.js';
import { suspects } from '../vault-cast.js';
import { VaultClient } from '../vault-client.js';
import { demoMounts } from '../vault-mount.js';

const required = 3;
const betweenShares = 2_000;

/** The key shares of Vault are replaced. AuditVaultRekey, of both logs: started and finished. */
export const rekey: Scenario = {
  name: 'rekey',
  summary: 'the key shares of Vault are replaced',
  run(stage) {
    const holder = new VaultClient(stage, suspects.trent);
    const nonce = randomUuid(stage.random);
    const shares = 'shares=5 threshold=3';
    const request = { secret_shares: 5, secret_threshold: 3 };
    holder.call('update', 'sys/rekey/init', demoMounts.system, { data: { started: true } }, request);
    stage.server(
      'info',
      `core: rekey initialized: nonce=${nonce} ${shares} validation_required=false backup=false`,
    );
    for (let share = 1; share <= required; share += 1) {
      const data = { complete: share === required, progress: share, required };
      stage.agenda.after(share * betweenShares, () =>
        holder.call('update', 'sys/rekey/update', demoMounts.system, { data }),
      );
    }
    stage.agenda.after(required * betweenShares + 50, () =>
      stage.server('info', `core: security barrier rekeyed: stored=1 ${shares}`),
    );
  },
};
