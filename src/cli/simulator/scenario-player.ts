import type { Scenario } from './scenario.js';
import type { Stage } from './stage.js';

/** Times are milliseconds of the story. */
export interface Programme {
  readonly scenarios: readonly Scenario[];
  readonly firstAfter: number;
  /** From the start of one to the start of the next. */
  readonly every: number;
  /** Whether the first follows the last. */
  readonly forEver: boolean;
  /** Besides, between the last and the first. */
  readonly rest: number;
  /** Told when a scenario begins. */
  readonly begins: (scenario: Scenario) => void;
}

/** How long is waited for Vault to be unsealed: nobody can do anything to it meanwhile. */
const sealedPatience = 1_000;

/** Plays scenarios one after the other; none of them begins while Vault is sealed. */
export function playScenarios(stage: Stage, programme: Programme): void {
  const { scenarios, firstAfter, every, forEver, rest, begins } = programme;
  const play = (index: number) => {
    const scenario = scenarios[index];
    if (scenario === undefined) return;
    if (stage.sealed) {
      stage.agenda.after(sealedPatience, () => play(index));
      return;
    }
    begins(scenario);
    scenario.run(stage);
    const last = index === scenarios.length - 1;
    if (!last) stage.agenda.after(every, () => play(index + 1));
    else if (forEver) stage.agenda.after(every + rest, () => play(0));
  };
  stage.agenda.after(firstAfter, () => play(0));
}
