import { ConjurClient } from '../conjur-client.js';
import type { Scenario } from '../scenario.js';

// So few that they are no spike of failed logins, even when one scrape sees them all: increase() tells 18 then, not 12.
const names = [
  ...['admin1', 'administrator', 'backup', 'conjur', 'deploy', 'gitlab'],
  ...['jenkins', 'operator', 'postgres', 'root', 'sysadmin', 'terraform'],
];

/** Somebody tries which names there are. AuditConjurUnknownIdentities. */
export const conjurUnknownNames: Scenario = {
  name: 'conjur-unknown-names',
  summary: 'names are tried that Conjur does not know',
  run(stage) {
    const stranger = { role: 'not-found', address: '203.0.113.77', authenticator: 'authn' } as const;
    const client = new ConjurClient(stage, stranger);
    for (const [index, name] of names.entries()) {
      stage.agenda.after(index * 500, () => client.tryName(name));
    }
  },
};
