import { pick, randomHex, randomInt } from '../../base/random.js';
import type { Stage } from './stage.js';

const leases = ['database/creds/billing', 'database/creds/stock', 'auth/jwt/login', 'auth/kubernetes/login'];

/** What a Vault server writes while nothing happens. */
export function populateServerNoise(stage: Stage): void {
  const { agenda, random } = stage;
  agenda.often(random, 500, () => {
    stage.server(
      'info',
      `expiration: revoked lease: lease_id=${pick(random, leases)}/h${randomHex(random, 32)}`,
    );
  });
  agenda.often(random, 20_000, () => {
    const index = randomInt(random, 100_000, 900_000);
    stage.server('info', `storage.raft: starting snapshot up to: index=${index}`);
    agenda.after(40, () => stage.server('info', `storage.raft: snapshot complete up to: index=${index}`));
  });
  agenda.often(random, 45_000, () => {
    stage.server(
      'warn',
      `storage.raft: failed to contact: server-id=vault-${randomInt(random, 1, 3)} time=2.51s`,
    );
  });
}
