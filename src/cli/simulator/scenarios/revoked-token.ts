import { pick, randomInt } from '../../../base/random.js';
import type { Scenario } from '../scenario.js';
import { suspects, teams } from '../vault-cast.js';
import { VaultClient } from '../vault-client.js';

const calls = 700;
const pace = 25;

/**
 * A program goes on with a token that was revoked: Vault denies it without knowing whom. AuditDeniedSpike, of Vault, up to
 * about four times the usual traffic.
 */
export const revokedToken: Scenario = {
  name: 'revoked-token',
  summary: 'a storm of calls with a token that was revoked',
  run(stage) {
    const { agenda, random } = stage;
    const address = `198.51.100.${randomInt(random, 1, 255)}`;
    const program = new VaultClient(stage, { ...suspects.nina, address });
    for (let call = 0; call < calls; call += 1) {
      agenda.after(call * pace, () => program.readRefused(`${pick(random, teams)}/config`));
    }
  },
};
