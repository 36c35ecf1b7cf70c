import { pick, randomInt } from '../../base/random.js';
import { workingLevel } from './hours.js';
import type { Stage } from './stage.js';
import { staff } from './vault-cast.js';
import { VaultClient } from './vault-client.js';

const environments = ['prod', 'staging', 'test'];
const items = ['postgres', 'redis', 'smtp', 'api', 'tls', 'backup', 'config', 'signing'];
const EIGHT_HOURS = 28_800_000;
/** Who was refused does not try that again so soon. */
const shyness = 600_000;

/** Between two times that one person looks something up on a busy morning. */
const meanBreak = 200_000;

/** People who look things up, now and then change something, and seldom try what they may not do. */
export function populateStaff(stage: Stage): void {
  for (const identity of staff) {
    const person = new Person(stage, new VaultClient(stage, identity), identity.team);
    stage.agenda.often(
      stage.random,
      meanBreak,
      () => person.comeToVault(),
      () => workingLevel(stage.time),
    );
  }
}

class Person {
  readonly #stage: Stage;
  readonly #client: VaultClient;
  readonly #team: string;
  #tokenEnds = 0;
  #refused = Number.NEGATIVE_INFINITY;

  constructor(stage: Stage, client: VaultClient, team: string) {
    this.#stage = stage;
    this.#client = client;
    this.#team = team;
    client.resume();
    this.#tokenEnds = stage.random() * EIGHT_HOURS;
  }

  comeToVault(): void {
    const { agenda, random } = this.#stage;
    let delay = 0;
    const then = (act: () => void) => {
      agenda.after(delay, act);
      delay += randomInt(random, 1_500, 9_000);
    };
    if (agenda.now >= this.#tokenEnds) {
      this.#tokenEnds = agenda.now + EIGHT_HOURS;
      if (random() < 0.12) then(() => this.#client.failLogin());
      then(() => this.#client.login());
    }
    for (let calls = randomInt(random, 3, 9); calls > 0; calls -= 1) then(() => this.#work());
    if (random() < 0.1) then(() => this.#tryTooMuch());
    then(() => this.#client.readSecret(this.#own()));
  }

  #work(): void {
    const draw = this.#stage.random();
    if (draw < 0.25) this.#client.listSecrets(this.#team);
    else if (draw < 0.9) this.#client.readSecret(this.#own());
    else this.#client.writeSecret(this.#own());
  }

  #tryTooMuch(): void {
    const { agenda, random } = this.#stage;
    if (agenda.now < this.#refused + shyness) return;
    this.#refused = agenda.now;
    this.#client.readRefused(`platform-ops/${pick(random, items)}`);
  }

  #own(): string {
    const { random } = this.#stage;
    return `${this.#team}/${pick(random, environments)}/${pick(random, items)}`;
  }
}
