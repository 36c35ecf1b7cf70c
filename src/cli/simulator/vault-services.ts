import { pick, randomInt } from '../../base/random.js';
import { customersLevel } from './hours.js';
import type { Stage } from './stage.js';
import { pods, services } from './vault-cast.js';
import { VaultClient } from './vault-client.js';
import { demoMounts } from './vault-mount.js';
import { vaultHash } from './vault-token.js';

const items = ['config', 'postgres', 'redis', 'signing'];
const meanBetweenCalls = 4_000;
const MINUTE = 60_000;

/**
 * Programs in a cluster: they read the same few secrets for ever, renew their tokens, and log in anew when they are
 * restarted. `rate` multiplies what they do for customers; what they do wrong stays as seldom as it is.
 */
export function populateServices(stage: Stage, rate: number): void {
  const { agenda, random } = stage;
  const level = () => rate * customersLevel(stage.time);
  for (const identity of pods) {
    const client = new VaultClient(stage, identity);
    client.resume();
    agenda.often(random, meanBetweenCalls, () => work(stage, client, identity.service), level);
    agenda.spaced(random, 10 * MINUTE, 15 * MINUTE, () => client.renew());
    agenda.spaced(random, 180 * MINUTE, 600 * MINUTE, () => restart(stage, client));
    agenda.spaced(random, 60 * MINUTE, 240 * MINUTE, () => lookInOldPlace(stage, client));
    agenda.spaced(random, 240 * MINUTE, 720 * MINUTE, () => useEndedToken(stage, client));
  }
  populateLoadBalancer(stage, rate);
}

function work(stage: Stage, client: VaultClient, name: string): void {
  const draw = stage.random();
  if (draw < 0.64) client.readSecret(`${name}/${pick(stage.random, items)}`);
  else if (draw < 0.74) readCredentials(stage, client, name);
  else encrypt(stage, client, name);
}

function restart({ agenda, random }: Stage, client: VaultClient): void {
  // The first one is sent before the cluster knows the program.
  const early = random() < 0.1;
  if (early) client.failLogin();
  agenda.after(early ? 5_000 : 0, () => client.login());
}

/** Old configuration: refused, and then read where it is now. */
function lookInOldPlace({ agenda, random }: Stage, client: VaultClient): void {
  const service = pick(random, services);
  client.readRefused(`${service}-old/config`);
  agenda.after(randomInt(random, 200, 900), () => client.readSecret(`shared/${service}`));
}

/** Vault no longer knows whose it was. */
function useEndedToken({ agenda, random }: Stage, client: VaultClient): void {
  client.use(undefined);
  client.readRefused('shared/feature-flags');
  agenda.after(randomInt(random, 200, 900), () => client.login());
}

/** Fetches the revocation list of the certificates, for which no token is needed. */
function populateLoadBalancer(stage: Stage, rate: number): void {
  const client = new VaultClient(stage, { ...pods[0]!, address: '10.40.0.2' });
  stage.agenda.often(stage.random, 45_000 / Math.max(1, rate), () =>
    client.call('read', 'pki/crl/pem', demoMounts.pki, {}),
  );
}

function readCredentials(stage: Stage, client: VaultClient, name: string): void {
  const { random } = stage;
  client.call('read', `database/creds/${name}`, demoMounts.database, {
    data: { password: vaultHash(random), username: vaultHash(random) },
    lease: `database/creds/${name}/${vaultHash(random).slice(12, 36)}`,
  });
}

function encrypt(stage: Stage, client: VaultClient, name: string): void {
  const { random } = stage;
  const answer = { data: { ciphertext: vaultHash(random), key_version: 3 } };
  client.call('update', `transit/encrypt/${name}`, demoMounts.transit, answer, {
    plaintext: vaultHash(random),
  });
}
