import { type Clock, manualClock } from '../../base/clock.js';
import { seededRandom } from '../../base/random.js';
import { Agenda } from './agenda.js';
import { populateConjurHosts } from './conjur-hosts.js';
import { populateConjurUsers } from './conjur-users.js';
import { populateNightJobs } from './night-jobs.js';
import { everybodyCalls } from './roll-call.js';
import type { Scenario } from './scenario.js';
import { playScenarios } from './scenario-player.js';
import { populateServerNoise } from './server-noise.js';
import { type SimulatedLines, Stage } from './stage.js';
import { populatePartners } from './vault-partners.js';
import { populatePipelines } from './vault-pipelines.js';
import { populateServices } from './vault-services.js';
import { populateStaff } from './vault-staff.js';

/** A Vault and a Conjur in use, by people and programs: some 12 lines a second over a day. */
export interface Simulator {
  /**
   * The lines of the `milliseconds` that end now. One seed gives the same lines at the same times of one clock,
   * however the time is cut into ticks.
   */
  tick(milliseconds: number): SimulatedLines;
}

/** Times are milliseconds. */
export interface SimulatorOptions {
  readonly seed: number;
  readonly clock: Clock;
  /** Traffic of programs (services, pipelines, hosts) in multiples of the usual; that of people stays. Above 0. */
  readonly rate?: number;
  /** What is played among the usual traffic; by default nothing. */
  readonly scenarios?: readonly Scenario[];
  /** When the first of them begins. */
  readonly firstAfter?: number;
  /** From the start of one to the start of the next, for ever; without it each is played once, a minute apart. */
  readonly every?: number;
  /** With `every`: how much longer it is from the last to the first. */
  readonly rest?: number;
  /** Told when a scenario begins. */
  readonly onScenario?: (scenario: Scenario) => void;
}

const HOUR = 3_600_000;
const historyAge = 25 * HOUR;
const historyLength = 90_000;
const onceEvery = 60_000;

/** What goes on in a Vault and a Conjur, one group after the other. */
const usual: readonly ((stage: Stage, rate: number) => void)[] = [
  populateStaff,
  populatePartners,
  populateServices,
  populatePipelines,
  populateNightJobs,
  populateConjurHosts,
  populateConjurUsers,
  populateServerNoise,
];

export function createSimulator(options: SimulatorOptions): Simulator {
  const { rate = 1, scenarios = [], firstAfter = 4_000, every, rest = 0, onScenario = () => {} } = options;
  return simulatorOf(options, (stage) => {
    for (const populate of usual) populate(stage, rate);
    const timing = { firstAfter, every: every ?? onceEvery, forEver: every !== undefined, rest };
    playScenarios(stage, { scenarios, ...timing, begins: onScenario });
  });
}

/**
 * A minute and a half of 25 hours before now, in which everybody who is known does something: from it metrics that tell
 * what is new have learned what is usual. Times of the log go on from there with those of `createSimulator`.
 */
export function yesterdaysLines({ seed, clock }: Pick<SimulatorOptions, 'seed' | 'clock'>): SimulatedLines {
  const yesterday = manualClock(clock.now() - historyAge);
  const simulator = simulatorOf({ seed: seed + 1, clock: yesterday }, (stage) => {
    for (const populate of usual) populate(stage, 1);
    everybodyCalls(stage, historyLength);
  });
  yesterday.advance(historyLength);
  return simulator.tick(historyLength);
}

function simulatorOf(
  { seed, clock }: Pick<SimulatorOptions, 'seed' | 'clock'>,
  populate: (stage: Stage) => void,
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
  populate(stage);
  return {
    tick(milliseconds) {
      elapsed += milliseconds;
      agenda.runUntil(elapsed);
      return stage.take();
    },
  };
}
