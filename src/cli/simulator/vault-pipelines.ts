import { exponential } from './agenda.js';
import type { Stage } from './stage.js';
import { VaultClient } from './vault-client.js';
import { demoMounts } from './vault-mount.js';

const pipelines = ['web', 'mobile', 'infra'];
const steps = ['registry', 'npm', 'signing', 'deploy', 'sentry', 'cdn', 'maps'];

/** Build jobs: a login, a burst of reads, and the token is revoked. */
export function populatePipelines(stage: Stage): void {
  pipelines.forEach((name, index) => {
    const client = new VaultClient(stage, {
      displayName: `jwt-ci-${name}`,
      mount: demoMounts.jwt,
      loginPath: 'login',
      address: `10.30.4.${20 + index}`,
      policies: ['default', 'ci'],
      metadata: { role: `ci-${name}`, ref: 'main' },
      ttl: 600,
    });
    stage.agenda.often(stage.random, 10_000, () => build(stage, client, name));
  });
}

function build(stage: Stage, client: VaultClient, name: string): void {
  let delay = 0;
  const next = (act: () => void) => {
    stage.agenda.after(delay, act);
    delay += exponential(stage.random, 60);
  };
  next(() => client.login());
  for (const step of steps) next(() => client.readSecret(`ci/${name}/${step}`));
  next(() => client.revoke());
}
