import { randomUuid } from '../../../base/random.js';
import type { Scenario } from '../scenario.js';
import type { Stage } from '../stage.js';
import { suspects, teams } from '../vault-cast.js';
import { VaultClient } from '../vault-client.js';
import { rfc3339 } from '../vault-entry.js';
import { demoMounts } from '../vault-mount.js';
import { newRootToken } from '../vault-token.js';

const required = 3;
const betweenShares = 2_000;

/**
 * Three holders of key shares make a root token, and one of them looks around with it. AuditVaultRootTokenGenerationStarted,
 * AuditVaultRootTokenGenerated, AuditVaultRootTokenUsed; for the first time also AuditNewAddress (info), for nobody was
 * root before.
 */
export const rootToken: Scenario = {
  name: 'root-token',
  summary: 'a root token is made from key shares, and used',
  run(stage) {
    const holder = new VaultClient(stage, suspects.craig);
    const nonce = randomUuid(stage.random);
    const state = (progress: number) => ({
      complete: progress === required,
      progress,
      required,
      started: true,
    });
    holder.call('update', 'sys/generate-root/attempt', demoMounts.system, { data: state(0) });
    stage.server('info', `core: root generation initialized: nonce=${nonce}`);
    for (let share = 1; share <= required; share += 1) {
      stage.agenda.after(share * betweenShares, () =>
        holder.call('update', 'sys/generate-root/update', demoMounts.system, { data: state(share) }),
      );
    }
    stage.agenda.after(required * betweenShares + 50, () => {
      stage.server('info', `core: root generation finished: nonce=${nonce}`);
      holder.use(newRootToken(stage.random, rfc3339(stage.time)));
      stage.agenda.after(1_000, () => lookAround(stage, holder));
    });
  },
};

function lookAround(stage: Stage, root: VaultClient): void {
  const acts = [
    () => root.call('read', 'sys/mounts', demoMounts.system, {}),
    () => root.call('list', 'sys/policies/acl', demoMounts.system, {}),
    ...teams.map((team) => () => root.listSecrets(team)),
    () => root.revoke(),
  ];
  for (const [index, act] of acts.entries()) stage.agenda.after(index * 400, act);
}
