import { pick, randomHex, randomInt } from '../../base/random.js';
import { customersLevel } from './hours.js';
import type { Stage } from './stage.js';
import { services } from './vault-cast.js';

const leases = [
  ...services.map((service) => `database/creds/${service}`),
  ...['auth/jwt/login', 'auth/kubernetes/login', 'auth/approle/login'],
];
const meanBetweenRevocations = 700;
const MINUTE = 60_000;

/** What a Vault server writes while nothing happens. `rate` multiplies the leases that end. */
export function populateServerNoise(stage: Stage, rate: number): void {
  const { agenda, random } = stage;
  const say = (level: 'info' | 'warn', text: string) => {
    if (!stage.sealed) stage.server(level, text);
  };
  agenda.often(
    random,
    meanBetweenRevocations,
    () =>
      say('info', `expiration: revoked lease: lease_id=${pick(random, leases)}/h${randomHex(random, 32)}`),
    () => rate * customersLevel(stage.time),
  );
  agenda.spaced(random, 4 * MINUTE, 7 * MINUTE, () => {
    const index = randomInt(random, 100_000, 900_000);
    say('info', `storage.raft: starting snapshot up to: index=${index}`);
    agenda.after(40, () => say('info', `storage.raft: snapshot complete up to: index=${index}`));
  });
  agenda.spaced(random, 15 * MINUTE, 90 * MINUTE, () => {
    say('warn', `storage.raft: failed to contact: server-id=vault-${randomInt(random, 1, 3)} time=2.51s`);
  });
}
