import { systemClock } from '../base/clock.js';
import { createLogger } from '../base/log.js';
import type { Command } from './command.js';
import { type ProgressBar, progressBar } from './progress-bar.js';
import { describeScenarios, simulationFlags, simulationPlan } from './simulator/simulation-flags.js';
import { type Simulation, startSimulation } from './simulator/start-simulation.js';
import { stoppedOrAfter } from './stopped-or-after.js';
import { exitCodes, UsageError } from './terminal.js';

// Made up from end to end: whoever wants may read them, such as an exporter that runs as another user.
const MODE = 0o644;
const MAX_BYTES = 64 * 1024 * 1024;
const EVERY_SECONDS = '120';
const LOOK_MS = 250;

export const simulateCommand: Command = {
  name: 'simulate',
  usage: '[options] DIRECTORY',
  summary: 'writes the logs of a simulated Vault and Conjur into a directory',
  description: `Writes vault-audit.log, vault-server.log and conjur-audit.json as a Vault and a Conjur in use would: people in working
hours (UTC), services all day, jobs at night, and scenarios that should not happen, one after the other, for ever.
Logs that are there are appended to; a new one begins with some lines of the day before, from which an exporter learns
who is known. They are readable by everybody (0644). A log of more than 64 MiB is renamed to NAME.1, in the place of
the one before. Time stamps never run ahead of the clock. With --speed above 1 the past day is written first, without
scenarios; how far that is shows a bar on a terminal. SIGTERM and Ctrl-C end it.

Scenarios:
${describeScenarios()}`,
  flags: simulationFlags(EVERY_SECONDS),
  async run(parsed, terminal) {
    const [directory, ...more] = parsed.positionals;
    if (directory === undefined || more.length > 0) {
      throw new UsageError(`expected one directory, found ${parsed.positionals.length}`);
    }
    const plan = simulationPlan(parsed);
    const logger = createLogger({ level: 'info', format: 'logfmt' }, terminal.err);
    const bar = progressBar(terminal.err, 'the past day', systemClock, hours);
    const files = { mode: MODE, maxBytes: MAX_BYTES, rest: 0 };
    const simulation = startSimulation(directory, plan, {
      ...{ clock: systemClock, logger, ...files },
      onScenario: ({ name, summary }) => logger.info({ scenario: name, what: summary }, 'a scenario begins'),
    });
    logger.info({ directory }, 'writing the logs');
    const stopShowing = showCatchingUp(simulation, {
      bar,
      caughtUp: () => logger.info({}, 'the logs have reached the present'),
    });
    await stoppedOrAfter(terminal, plan.length);
    stopShowing();
    simulation.stop();
    return exitCodes.ok;
  },
};

/** How fast the past goes by; `rate` is in milliseconds per second. */
function hours(rate: number): string {
  return `${(rate / 3_600_000).toFixed(1)} h/s`;
}

/** Until the returned function is called; it also keeps the process alive. */
function showCatchingUp(
  simulation: Simulation,
  { bar, caughtUp }: { readonly bar: ProgressBar; readonly caughtUp: () => void },
): () => void {
  const past = simulation.behind;
  let behind = past > 0;
  const timer = setInterval(() => {
    if (!behind) return;
    bar.show(past - simulation.behind, past);
    behind = simulation.behind > 0;
    if (behind) return;
    bar.clear();
    caughtUp();
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    bar.clear();
  };
}
