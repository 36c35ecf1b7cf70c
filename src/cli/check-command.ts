import { systemClock } from '../base/clock.js';
import { silentTelemetry } from '../base/telemetry.js';
import { loadConfig } from '../config/load-config.js';
import { compileConfig } from '../exporter/compile-config.js';
import type { Command } from './command.js';
import { exitCodes, UsageError } from './terminal.js';

export const checkCommand: Command = {
  name: 'check',
  usage: '[exporter.yml]',
  summary: 'checks a configuration file and shows every problem with line and column',
  description:
    'Checks a configuration file with the presets it names. Shows all problems at once, one a line:\nFILE:LINE:COLUMN: what was found, what was expected. Nothing is followed or written.',
  flags: {},
  async run(parsed, terminal) {
    if (parsed.positionals.length > 1)
      throw new UsageError(`expected one file, found ${parsed.positionals.length}`);
    const file = parsed.positionals[0] ?? 'exporter.yml';
    const { config } = compileConfig(loadConfig(file), { telemetry: silentTelemetry, clock: systemClock });
    const metrics = config.sources.reduce((sum, source) => sum + source.metrics.length, 0);
    terminal.out.write(
      `${file}: no problems; ${count(config.sources.length, 'source')}, ${count(metrics, 'metric')}\n`,
    );
    return exitCodes.ok;
  },
};

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
