import { exponential } from './agenda.js';
import { workingLevel } from './hours.js';
import type { Stage } from './stage.js';
import { pipelines } from './vault-cast.js';
import { VaultClient } from './vault-client.js';

const steps = ['registry', 'npm', 'signing', 'deploy', 'sentry', 'cdn', 'maps'];
const meanBetweenBuilds = 100_000;

/** Build jobs, most of them while people work: a login, a burst of reads, and the token is revoked. */
export function populatePipelines(stage: Stage, rate: number): void {
  for (const identity of pipelines) {
    const client = new VaultClient(stage, identity);
    stage.agenda.often(
      stage.random,
      meanBetweenBuilds,
      () => build(stage, client, identity.name),
      () => rate * workingLevel(stage.time),
    );
  }
}

function build({ agenda, random }: Stage, client: VaultClient, name: string): void {
  client.login();
  let delay = 400;
  for (const step of steps) {
    delay += exponential(random, 700);
    agenda.after(delay, () => client.readSecret(`ci/${name}/${step}`));
  }
  agenda.after(delay + 500, () => client.revoke());
}
