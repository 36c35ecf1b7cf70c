import { pick, randomInt } from '../../base/random.js';
import { conjurHosts, conjurUsers, variables } from './conjur-cast.js';
import { ConjurClient } from './conjur-client.js';
import { workingLevel } from './hours.js';
import type { Stage } from './stage.js';

const meanBreak = 420_000;
const HOUR = 3_600_000;
/** Who was refused does not try that again so soon. */
const shyness = 900_000;

/** People who log in, look something up or change it, and seldom try what they may not do. */
export function populateConjurUsers(stage: Stage): void {
  const { agenda, random } = stage;
  for (const identity of conjurUsers) {
    const client = new ConjurClient(stage, identity);
    const own = conjurHosts.slice(0, 3);
    const variable = () => `shop/${pick(random, own).name}/${pick(random, variables)}`;
    let refused = Number.NEGATIVE_INFINITY;
    const tryTooMuch = () => {
      if (agenda.now < refused + shyness) return;
      refused = agenda.now;
      client.fetch(`vault-unseal/${pick(random, variables)}`, false);
    };
    const work = () => {
      const draw = random();
      if (draw < 0.6) client.fetch(variable(), true);
      else if (draw < 0.85) client.check(variable(), random() < 0.8);
      else client.update(variable());
    };
    const come = () => {
      let delay = 0;
      const then = (act: () => void) => {
        agenda.after(delay, act);
        delay += randomInt(random, 1_500, 9_000);
      };
      if (random() < 0.1) then(() => client.login(false));
      then(() => client.login(true));
      then(() => client.authenticate(true));
      for (let calls = randomInt(random, 2, 7); calls > 0; calls -= 1) then(work);
      if (random() < 0.1) then(tryTooMuch);
      then(() => client.fetch(variable(), true));
    };
    agenda.often(random, meanBreak, come, () => workingLevel(stage.time));
    agenda.spaced(random, 20 * HOUR, 90 * HOUR, () => client.rotateKey());
  }
}
