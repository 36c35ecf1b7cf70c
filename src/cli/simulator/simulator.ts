import type { Clock } from '../../base/clock.js';
import { seededRandom } from '../../base/random.js';
import { Agenda } from './agenda.js';
import { populateConjur } from './conjur-roles.js';
import { populateIntruder } from './intruder.js';
import { populateServerNoise } from './server-noise.js';
import { type SimulatedLines, Stage } from './stage.js';
import { populatePipelines } from './vault-pipelines.js';
import { populateServices } from './vault-services.js';
import { populateStaff } from './vault-staff.js';

/** A Vault and a Conjur in use, by people, programs and one intruder: about 50 lines a second. */
export interface Simulator {
  /**
   * The lines of the `milliseconds` that end now. One seed gives the same lines at the same times of one clock,
   * however the time is cut into ticks.
   */
  tick(milliseconds: number): SimulatedLines;
}

export interface SimulatorOptions {
  readonly seed: number;
  readonly clock: Clock;
}

const HOUR = 3_600_000;
const historyAge = 25 * HOUR;
const historyLength = 90_000;

/** What goes on in a Vault and a Conjur, one group after the other. */
const usual = [populateStaff, populateServices, populatePipelines, populateConjur, populateServerNoise];

export function createSimulator(options: SimulatorOptions): Simulator {
  return simulatorOf(options, [...usual, populateIntruder]);
}

/**
 * A minute and a half of yesterday, over a day ago and without the intruder: from it metrics that tell what is new have
 * learned what is usual. Times of the log go on from there with those of `createSimulator`.
 */
export function yesterdaysLines({ seed, clock }: SimulatorOptions): SimulatedLines {
  const yesterday = { ...clock, now: () => clock.now() - historyAge };
  return simulatorOf({ seed: seed + 1, clock: yesterday }, usual).tick(historyLength);
}

function simulatorOf(
  { seed, clock }: SimulatorOptions,
  groups: readonly ((stage: Stage) => void)[],
): Simulator {
  const agenda = new Agenda();
  let elapsed = 0;
  let latest = 0;
  // A wall clock that was set back must not make the time of a log go back.
  const epochOf = (at: number) => {
    latest = Math.max(latest, clock.now() - (elapsed - at));
    return latest;
  };
  const stage = new Stage(seededRandom(seed), agenda, epochOf);
  for (const populate of groups) populate(stage);
  return {
    tick(milliseconds) {
      elapsed += milliseconds;
      agenda.runUntil(elapsed);
      return stage.take();
    },
  };
}
