import { ConjurClient } from '../conjur-client.js';
import type { Scenario } from '../scenario.js';

const names = [
  ...['admin1', 'administrator', 'backup', 'conjur', 'deploy', 'dev', 'gitlab', 'jenkins'],
  ...['operator', 'ops', 'postgres', 'root', 'service', 'sysadmin', 'terraform', 'test'],
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
