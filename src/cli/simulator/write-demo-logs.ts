import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.js';
import { LogLimit } from '../../base/limited-log.js';
import type { Logger } from '../../base/log.js';
import type { Waker } from '../../base/waker.js';
import { LogFile, type LogFileOptions } from './log-file.js';
import type { Simulator } from './simulator.js';
import type { SimulatedLines } from './stage.js';
import { createStory, type Story } from './story.js';

export interface DemoLogOptions extends Partial<LogFileOptions> {
  readonly clock: Clock;
  /** When to write; a few times a second is lively enough. */
  readonly waker: Waker;
  readonly logger: Logger;
  /** Lines that stand in the logs at the start. */
  readonly history?: SimulatedLines;
  /** The time that the simulator goes by; by default that of `clock`. */
  readonly story?: Story;
}

const logs = ['vaultAudit', 'vaultServer', 'conjurAudit'] as const;
const fileNames: Readonly<Record<keyof SimulatedLines, string>> = {
  vaultAudit: 'vault-audit.log',
  vaultServer: 'vault-server.log',
  conjurAudit: 'conjur-audit.json',
};

/** Where the logs of the demo are, below `directory`. */
export function demoLogPaths(directory: string): Readonly<Record<keyof SimulatedLines, string>> {
  return {
    vaultAudit: join(directory, fileNames.vaultAudit),
    vaultServer: join(directory, fileNames.vaultServer),
    conjurAudit: join(directory, fileNames.conjurAudit),
  };
}

/**
 * Appends what happens in `simulator` to the logs in `directory` at every beat, until the returned function is
 * called. The logs are there, with their history, when this returns. Throws only when the directory or the logs cannot
 * be made; a write that fails later is logged, and its lines are lost. By default the logs are for their owner only
 * and grow without end.
 */
export function writeDemoLogs(simulator: Simulator, directory: string, options: DemoLogOptions): () => void {
  const { clock, waker, logger, mode = 0o600, maxBytes = Number.POSITIVE_INFINITY } = options;
  const story = options.story ?? createStory(clock, { start: clock.now(), speed: 1 });
  const limit = new LogLimit(clock);
  const paths = demoLogPaths(directory);
  mkdirSync(directory, { recursive: true });
  const files = logs.map((log) => ({ log, file: new LogFile(paths[log], { mode, maxBytes }) }));
  for (const { log, file } of files) file.append(options.history?.[log] ?? []);
  return waker.subscribe(() => {
    const lines = simulator.tick(story.advance());
    for (const { log, file } of files) {
      try {
        file.append(lines[log]);
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
        limit.say(log, (held) => logger.warn({ log, code, held }, 'cannot write a log of the demo'));
      }
    }
  });
}
