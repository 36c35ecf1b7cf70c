import { pick } from '../../../base/random.js';
import { conjurHosts, conjurSuspects, variables } from '../conjur-cast.js';
import { ConjurClient } from '../conjur-client.js';
import type { Scenario } from '../scenario.js';

const attempts = 12;
const pace = 900;

/**
 * Somebody sits in a program and asks for what others have, between what the program itself does; so it is no streak.
 * AuditConjurHostDenied.
 */
export const hostDenied: Scenario = {
  name: 'host-denied',
  summary: 'a host of Conjur asks for what it may not have',
  run(stage) {
    const { agenda, random } = stage;
    const archive = new ConjurClient(stage, conjurSuspects.archive);
    archive.authenticate(true);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      agenda.after(1_000 + attempt * pace, () => {
        if (attempt % 3 === 2) archive.fetch(`shop/archive/${pick(random, variables)}`, true);
        else archive.fetch(`shop/${pick(random, conjurHosts).name}/${pick(random, variables)}`, false);
      });
    }
  },
};
