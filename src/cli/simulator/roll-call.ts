import { pick } from '../../base/random.js';
import { everybodyAtConjur, variables } from './conjur-cast.js';
import { ConjurClient } from './conjur-client.js';
import type { Stage } from './stage.js';
import { everybodyAtVault } from './vault-cast.js';
import { VaultClient } from './vault-client.js';

/** Everybody who is known does something, one after the other within `milliseconds`. */
export function everybodyCalls(stage: Stage, milliseconds: number): void {
  const { agenda, random } = stage;
  const spread = (count: number, act: (index: number) => void) => {
    // The last one is answered before the time is over.
    for (let index = 0; index < count; index += 1)
      agenda.after((milliseconds * index) / (count + 1), () => act(index));
  };
  spread(everybodyAtVault.length, (index) => {
    const client = new VaultClient(stage, everybodyAtVault[index]!);
    client.resume();
    client.readSecret('handbook/motto');
  });
  // No login: that of the administrator is an event of its own.
  spread(everybodyAtConjur.length, (index) => {
    const client = new ConjurClient(stage, everybodyAtConjur[index]!);
    client.fetch(`handbook/${pick(random, variables)}`, true);
  });
}
