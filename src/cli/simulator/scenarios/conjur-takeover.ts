import { conjurHosts, conjurSuspects } from '../conjur-cast.js';
import { ConjurClient } from '../conjur-client.js';
import type { Scenario } from '../scenario.js';

/**
 * Somebody has the password of Conjur's administrator: logs in, takes the keys of two hosts, and opens another way in.
 * AuditConjurAdminLogin, AuditConjurApiKeyRotatedForOther, AuditConjurAuthenticatorChanged. No policy is loaded: whether
 * that is an alert depends on the hour.
 */
export const conjurTakeover: Scenario = {
  name: 'conjur-takeover',
  summary: 'the administrator of Conjur logs in and takes the API keys of others',
  run(stage) {
    const admin = new ConjurClient(stage, conjurSuspects.admin);
    const acts = [
      () => admin.login(true),
      () => admin.authenticate(true),
      ...conjurHosts.slice(0, 2).map(
        ({ role }) =>
          () =>
            admin.rotateKey(role),
      ),
      () => admin.enableAuthenticator('authn-jwt/ci'),
    ];
    for (const [index, act] of acts.entries()) stage.agenda.after(index * 1_500, act);
  },
};
