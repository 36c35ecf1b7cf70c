import type { Scenario } from '../scenario.js';

const changes = 6;
const pace = 4_000;

/** The network between the nodes comes and goes. AuditVaultLeadershipFlapping, of the server log. */
export const leaderFlapping: Scenario = {
  name: 'leader-flapping',
  summary: 'the active node of Vault keeps changing',
  run(stage) {
    for (let change = 0; change < changes; change += 1) {
      stage.agenda.after(change * pace, () =>
        stage.server('warn', 'core: leadership lost, stopping active operation'),
      );
      stage.agenda.after(change * pace + 1_500, () =>
        stage.server('info', 'core: acquired lock, enabling active operation'),
      );
    }
  },
};
