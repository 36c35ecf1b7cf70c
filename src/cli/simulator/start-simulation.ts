import { statSync } from 'node:fs';
import type { Clock } from '../../base/clock.js';
import type { Logger } from '../../base/log.js';
import { intervalWaker } from '../../base/waker.js';
import type { LogFileOptions } from './log-file.js';
import type { Scenario } from './scenarios.js';
import type { SimulationPlan } from './simulation-flags.js';
import { createSimulator, yesterdaysLines } from './simulator.js';
import { createStory } from './story.js';
import { demoLogPaths, writeDemoLogs } from './write-demo-logs.js';

export interface SimulationSurroundings extends LogFileOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Milliseconds from the last scenario to the first, beside the usual. */
  readonly rest: number;
  readonly onScenario: (scenario: Scenario) => void;
}

export interface Simulation {
  /** Milliseconds of the past that are still to be written; 0 once the story is in the present. */
  readonly behind: number;
  stop(): void;
}

const WRITE_MS = 200;
/** So much is made in one go at most: some ten thousand lines at the usual rate. */
const LONGEST_STEP_MS = 600_000;
const DAY = 86_400_000;
const beforeTheFirst = 4_000;

/**
 * Writes the logs of a simulation into `directory` until it is stopped. Logs that are there are appended to: without the
 * history, from where they end, and with another story than the one before. The past is quiet; scenarios begin when
 * the story has reached the present.
 * @throws Error (system errors) when the logs cannot be made.
 */
export function startSimulation(
  directory: string,
  plan: SimulationPlan,
  { clock, logger, rest, onScenario, ...files }: SimulationSurroundings,
): Simulation {
  const { speed, rate, scenarios, every } = plan;
  const found = logsOf(directory);
  const seed = plan.seed + found.bytes;
  const past = speed > 1 ? Math.max(0, Math.min(DAY, clock.now() - found.written)) : 0;
  const longestStep = LONGEST_STEP_MS / Math.max(1, rate);
  const story = createStory(clock, { start: clock.now() - past, speed, longestStep });
  // While the story catches up, the present goes on.
  const pace = Math.min(speed, longestStep / WRITE_MS);
  const catchingUp = past === 0 ? 0 : (past * pace) / (pace - 1);
  const firstAfter = catchingUp + beforeTheFirst;
  const programme = { scenarios, firstAfter, every, rest, onScenario };
  const simulator = createSimulator({ seed, rate, clock: story.clock, ...programme });
  const stop = writeDemoLogs(simulator, directory, {
    ...{ clock, story, logger, waker: intervalWaker(WRITE_MS), ...files },
    ...(found.bytes === 0 ? { history: yesterdaysLines({ seed, clock: story.clock }) } : {}),
  });
  return {
    get behind() {
      return story.behind;
    },
    stop,
  };
}

/** How large the logs in `directory` are, and when they were last written (milliseconds since the epoch). */
function logsOf(directory: string): { bytes: number; written: number } {
  const stats = Object.values(demoLogPaths(directory)).flatMap((path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found === undefined || found.size === 0 ? [] : [found];
  });
  return {
    bytes: stats.reduce((sum, { size }) => sum + size, 0),
    written: Math.max(0, ...stats.map(({ mtimeMs }) => mtimeMs)),
  };
}
