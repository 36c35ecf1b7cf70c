import { pick, randomInt } from '../../base/random.js';
import { conjurHosts, variables } from './conjur-cast.js';
import { ConjurClient } from './conjur-client.js';
import { customersLevel } from './hours.js';
import type { Stage } from './stage.js';

const meanBetweenCalls = 4_400;
/** A token of Conjur lives for eight minutes. */
const tokenLife = 480_000;
const MINUTE = 60_000;

/**
 * Programs that fetch what they need, with a new token whenever the old one has ended. `rate` multiplies that; what they
 * do wrong stays as seldom as it is.
 */
export function populateConjurHosts(stage: Stage, rate: number): void {
  const { agenda, random } = stage;
  for (const identity of conjurHosts) {
    const client = new ConjurClient(stage, identity);
    let tokenEnds = random() * tokenLife;
    const fetch = () => client.fetch(`shop/${identity.name}/${pick(random, variables)}`, true);
    const work = () => {
      const ended = agenda.now >= tokenEnds;
      if (ended) {
        tokenEnds = agenda.now + tokenLife;
        client.authenticate(true);
      }
      agenda.after(ended ? randomInt(random, 20, 120) : 0, fetch);
    };
    agenda.often(random, meanBetweenCalls, work, () => rate * customersLevel(stage.time));
    agenda.spaced(random, 90 * MINUTE, 300 * MINUTE, () => {
      client.fetch(`shop/${pick(random, conjurHosts).name}-old/${pick(random, variables)}`, false);
      agenda.after(randomInt(random, 200, 900), fetch);
    });
    // A machine that comes up before its clock is right.
    agenda.spaced(random, 360 * MINUTE, 1_200 * MINUTE, () => {
      client.authenticate(false);
      agenda.after(5_000, () => client.authenticate(true));
    });
  }
}
