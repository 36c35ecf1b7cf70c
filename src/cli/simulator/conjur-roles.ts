import { pick } from '../../base/random.js';
import { exponential } from './agenda.js';
import { ConjurClient } from './conjur-client.js';
import type { Stage } from './stage.js';

const hosts = ['orders', 'invoices', 'loyalty', 'imports', 'pricing'];
const variables = ['postgres/password', 'queue/password', 'tls/key'];

/** Hosts that authenticate and fetch, and an administrator who changes things now and then. */
export function populateConjur(stage: Stage): void {
  const { agenda, random } = stage;
  hosts.forEach((name, index) => {
    const client = new ConjurClient(stage, `demo:host:shop/${name}`, `10.42.8.${30 + index}`);
    agenda.often(random, 1_300, () => {
      client.authenticate(true);
      agenda.after(exponential(random, 40), () => {
        client.fetch(`shop/${name}/${pick(random, variables)}`, random() > 0.01);
      });
    });
  });
  const admin = new ConjurClient(stage, 'demo:user:admin', '10.20.0.10');
  let version = 1;
  agenda.often(random, 9_000, () => {
    if (random() < 0.7) {
      admin.update(`shop/${pick(random, hosts)}/${pick(random, variables)}`);
    } else {
      version += 1;
      admin.addHost(`shop/${pick(random, hosts)}-${version}`, version);
    }
  });
}
