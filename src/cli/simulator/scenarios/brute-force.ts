import { pick, randomInt } from '../../../base/random.js';
import { ConjurClient } from '../conjur-client.js';
import type { Scenario } from '../scenario.js';
import { VaultClient } from '../vault-client.js';
import { demoMounts } from '../vault-mount.js';

const names = ['admin', 'root', 'backup', 'vault', 'deploy', 'jenkins'];
const guesses = 60;
const pace = 200;

/** Somebody guesses passwords, and none is right. AuditLoginFailureSpike, of Vault (userpass) and of Conjur (authn-ldap). */
export const bruteForce: Scenario = {
  name: 'brute-force',
  summary: 'passwords are guessed, at Vault and at Conjur',
  run(stage) {
    const { agenda, random } = stage;
    const address = `203.0.113.${randomInt(random, 1, 255)}`;
    const vault = new VaultClient(stage, {
      ...{ displayName: 'userpass-admin', mount: demoMounts.userpass, loginPath: 'login/admin', address },
      ...{ policies: [], metadata: {}, ttl: 3_600 },
    });
    // A name that is there: one that is not would be another event.
    const conjur = new ConjurClient(stage, {
      ...{ role: 'demo:user:zoe', address, authenticator: 'authn-ldap' },
    });
    for (let guess = 0; guess < guesses; guess += 1) {
      agenda.after(guess * pace, () => vault.failLogin(`login/${pick(random, names)}`));
      agenda.after(guess * pace + pace / 2, () => conjur.login(false));
    }
  },
};
