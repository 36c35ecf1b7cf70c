import { pick, type Random, randomInt, randomUuid } from '../../base/random.js';
import { ConjurClient } from './conjur-client.js';
import type { Stage } from './stage.js';
import { VaultClient } from './vault-client.js';
import { rfc3339 } from './vault-entry.js';
import { demoMounts } from './vault-mount.js';
import { newRootToken } from './vault-token.js';

const address = '10.66.0.66';
const victims = ['admin', 'root', 'backup', 'mallory', 'vault'];
const teams = ['payments', 'search', 'platform', 'warehouse', 'billing', 'checkout', 'ledger', 'ci'];
const items = ['postgres', 'redis', 'smtp', 'api', 'tls', 'backup', 'config', 'signing'];

const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'];

const firstAttack = 4_000;
const betweenAttacks = 180_000;

/**
 * Mallory, every three minutes, for the first time four seconds after the start and done within half a minute:
 * guesses passwords, looks where she may not, leaves credentials in the logs, makes a root token, reads every secret
 * with it, turns an audit device off and widens a policy. In Conjur she has the administrator's key.
 */
export function populateIntruder(stage: Stage): void {
  const mallory = new VaultClient(stage, {
    displayName: 'userpass-mallory',
    mount: demoMounts.userpass,
    loginPath: 'login/mallory',
    address,
    policies: ['default'],
    metadata: { username: 'mallory' },
    ttl: 2_764_800,
  });
  const conjur = new ConjurClient(stage, 'demo:user:mallory', address);
  const attack = () => {
    guessPasswords(stage, mallory, conjur);
    stage.agenda.after(8_000, () => mallory.login());
    stage.agenda.after(8_500, () => searchEverywhere(stage, mallory, conjur));
    stage.agenda.after(17_000, () => leaveCredentials(stage, mallory, conjur));
    stage.agenda.after(18_000, () => makeRootToken(stage, mallory));
    stage.agenda.after(19_800, () => readEverything(stage, mallory));
    stage.agenda.after(21_000, () => disableAuditDevice(stage, mallory));
    stage.agenda.after(22_500, () => changePolicy(mallory));
    stage.agenda.after(60_000, () => repair(stage, mallory));
    stage.agenda.after(betweenAttacks, attack);
  };
  stage.agenda.after(firstAttack, attack);
}

function guessPasswords({ agenda, random }: Stage, mallory: VaultClient, conjur: ConjurClient): void {
  for (let guess = 0; guess < 45; guess += 1) {
    agenda.after(guess * 160, () => mallory.failLogin(`login/${pick(random, victims)}`));
  }
  for (let guess = 0; guess < 12; guess += 1) agenda.after(guess * 600, () => conjur.authenticate(false));
}

function searchEverywhere({ agenda, random }: Stage, mallory: VaultClient, conjur: ConjurClient): void {
  let delay = 0;
  for (const team of teams) {
    for (const item of items) {
      agenda.after(delay, () => mallory.readRefused(`${team}/${item}`));
      delay += randomInt(random, 80, 180);
    }
    agenda.after(delay, () => conjur.fetch(`shop/${team}/password`, false));
  }
}

/** A token in a path, where Vault does not hash it, and one that was pasted in place of a name. */
function leaveCredentials({ random }: Stage, mallory: VaultClient, conjur: ConjurClient): void {
  mallory.refused('read', `auth/token/lookup/hvs.${randomText(random, 24)}`, demoMounts.token);
  conjur.tryName(`ghp_${randomText(random, 36)}`);
}

function randomText(random: Random, length: number): string {
  return Array.from({ length }, () => pick(random, alphabet)).join('');
}

/** Every secret of every team, one after the other; in Conjur from where the administrator never was. */
function readEverything(stage: Stage, mallory: VaultClient): void {
  const { agenda, random } = stage;
  const admin = new ConjurClient(stage, 'demo:user:admin', address);
  admin.authenticate(true);
  let delay = 0;
  for (const team of teams) {
    for (const item of items) {
      delay += randomInt(random, 30, 60);
      agenda.after(delay, () => {
        mallory.readSecret(`${team}/${item}`);
        admin.fetch(`${team}/${item}`, true);
      });
    }
  }
}

/** The key holders' calls need no token, and the server log is the only place that says it was done. */
function makeRootToken(stage: Stage, mallory: VaultClient): void {
  const nonce = randomUuid(stage.random);
  mallory.use(undefined);
  mallory.call('update', 'sys/generate-root/attempt', demoMounts.system, {});
  stage.server('info', `core: root generation initialized: nonce=${nonce}`);
  for (const delay of [600, 1_100, 1_600]) {
    stage.agenda.after(delay, () =>
      mallory.call('update', 'sys/generate-root/update', demoMounts.system, {}),
    );
  }
  stage.agenda.after(1_650, () => {
    stage.server('info', `core: root generation finished: nonce=${nonce}`);
    mallory.use(newRootToken(stage.random, rfc3339(stage.time)));
  });
}

function disableAuditDevice(stage: Stage, mallory: VaultClient): void {
  mallory.call('delete', 'sys/audit/syslog', demoMounts.system, {});
  stage.server('info', 'core: disabled audit backend: path=syslog/');
}

function changePolicy(mallory: VaultClient): void {
  mallory.call('update', 'sys/policies/acl/default', demoMounts.system, {});
}

/** What the operators do about it. */
function repair(stage: Stage, mallory: VaultClient): void {
  mallory.use(undefined);
  const carol = new VaultClient(stage, {
    displayName: 'ldap-carol',
    mount: demoMounts.ldap,
    loginPath: 'login/carol',
    address: '10.20.0.13',
    policies: ['default', 'platform-admin'],
    metadata: { username: 'carol' },
    ttl: 28_800,
  });
  carol.login();
  carol.call('update', 'sys/audit/syslog', demoMounts.system, {});
  stage.server('info', 'core: enabled audit backend: path=syslog/ type=syslog');
  stage.agenda.after(2_000, () => carol.call('update', 'sys/policies/acl/default', demoMounts.system, {}));
}
