import { pick } from '../../base/random.js';
import { exponential } from './agenda.js';
import type { Stage } from './stage.js';
import { VaultClient } from './vault-client.js';
import { demoMounts } from './vault-mount.js';
import { vaultHash } from './vault-token.js';

const services = ['billing', 'checkout', 'ledger', 'search', 'stock', 'mailer', 'gateway'];
const items = ['config', 'postgres', 'redis', 'signing'];

/** Programs in a cluster: they log in once, read the same few secrets for ever and renew their tokens. */
export function populateServices(stage: Stage): void {
  services.forEach((name, index) => {
    const client = new VaultClient(stage, {
      displayName: `kubernetes-shop-${name}`,
      mount: demoMounts.kubernetes,
      loginPath: 'login',
      address: `10.42.${index}.7`,
      policies: ['default', `svc-${name}`],
      metadata: { role: name, service_account_name: name, service_account_namespace: 'shop' },
      ttl: 3_600,
    });
    stage.agenda.after(exponential(stage.random, 400), () => {
      client.login();
      stage.agenda.often(stage.random, 520, () => work(stage, client, name));
      stage.agenda.often(stage.random, 12_000, () => client.renew());
      stage.agenda.often(stage.random, 240_000, () => client.login());
    });
  });
}

function work(stage: Stage, client: VaultClient, name: string): void {
  const draw = stage.random();
  if (draw < 0.7) client.readSecret(`${name}/${pick(stage.random, items)}`);
  else if (draw < 0.85) readCredentials(stage, client, name);
  else if (draw < 0.995) encrypt(stage, client, name);
  else client.readRefused(`${pick(stage.random, services)}-old/config`);
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
