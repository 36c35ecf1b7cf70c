import { pick } from '../../base/random.js';
import { exponential } from './agenda.js';
import type { Stage } from './stage.js';
import { partners } from './vault-cast.js';
import { VaultClient } from './vault-client.js';

const files = ['sftp', 'api', 'webhook'];
const fromMinutes = 12;
const toMinutes = 40;

/** Programs of other companies: they log in, fetch something and go; now and then with yesterday's password. */
export function populatePartners(stage: Stage): void {
  const { agenda, random } = stage;
  for (const identity of partners) {
    const client = new VaultClient(stage, identity);
    agenda.spaced(random, fromMinutes * 60_000, toMinutes * 60_000, () => {
      const wrong = random() < 0.06;
      if (wrong) client.failLogin();
      agenda.after(wrong ? 20_000 : 0, () => client.login());
      agenda.after((wrong ? 21_000 : 1_000) + exponential(random, 400), () =>
        client.readSecret(`partners/${identity.name}/${pick(random, files)}`),
      );
    });
  }
}
