import { pick } from '../../base/random.js';
import { exponential } from './agenda.js';
import type { Stage } from './stage.js';
import { VaultClient } from './vault-client.js';
import { demoMounts } from './vault-mount.js';

const people = [
  { name: 'alice', team: 'payments' },
  { name: 'bob', team: 'search' },
  { name: 'carol', team: 'platform' },
  { name: 'dave', team: 'warehouse' },
  { name: 'erin', team: 'payments' },
] as const;
const items = ['postgres', 'redis', 'smtp', 'api', 'tls', 'backup'];

/** People who look things up, now and then change something, and seldom try what they may not do. */
export function populateStaff(stage: Stage): void {
  people.forEach(({ name, team }, index) => {
    const client = new VaultClient(stage, {
      displayName: `ldap-${name}`,
      mount: demoMounts.ldap,
      loginPath: `login/${name}`,
      address: `10.20.0.${11 + index}`,
      policies: ['default', `${team}-read`, `${team}-write`],
      metadata: { username: name },
      ttl: 28_800,
    });
    stage.agenda.after(exponential(stage.random, 800), () => {
      client.login();
      stage.agenda.often(stage.random, 4_000, () => work(stage, client, team));
      stage.agenda.often(stage.random, 60_000, () => mistypePassword(stage, client));
    });
  });
}

function work(stage: Stage, client: VaultClient, team: string): void {
  const draw = stage.random();
  const path = `${team}/${pick(stage.random, items)}`;
  if (draw < 0.25) client.listSecrets(team);
  else if (draw < 0.88) client.readSecret(path);
  else if (draw < 0.97) client.writeSecret(path);
  else client.readRefused(`platform-ops/${pick(stage.random, items)}`);
}

function mistypePassword(stage: Stage, client: VaultClient): void {
  client.failLogin();
  stage.agenda.after(exponential(stage.random, 3_000), () => client.login());
}
