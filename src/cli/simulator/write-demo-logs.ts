import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.js';
import { LogLimit } from '../../base/limited-log.js';
import type { Logger } from '../../base/log.js';
import type { Waker } from '../../base/waker.js';
import type { Simulator } from './simulator.js';
import type { SimulatedLines } from './stage.js';

export interface DemoLogOptions {
  readonly clock: Clock;
  /** When to write; a few times a second is lively enough. */
  readonly waker: Waker;
  readonly logger: Logger;
  /** Lines that stand in the logs at the start. */
  readonly history?: SimulatedLines;
}

const logs = ['vaultAudit', 'vaultServer', 'conjurAudit'] as const;
const fileNames: Readonly<Record<keyof SimulatedLines, string>> = {
  vaultAudit: 'vault-audit.log',
  vaultServer: 'vault-server.log',
  conjurAudit: 'conjur-audit.json',
};

// After a machine has slept for a night, the demo goes on and does not catch up.
const longestTick = 5_000;

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
 * called. The logs are there, with their history, when this returns. Throws only when the directory or the logs cannot be made;
 * a write that fails later is logged, and its lines are lost.
 */
export function writeDemoLogs(simulator: Simulator, directory: string, options: DemoLogOptions): () => void {
  const { clock, waker, logger } = options;
  const limit = new LogLimit(clock);
  const paths = demoLogPaths(directory);
  mkdirSync(directory, { recursive: true });
  for (const log of logs) appendFileSync(paths[log], textOf(options.history?.[log] ?? []), { mode: 0o600 });
  let last = clock.monotonic();
  return waker.subscribe(() => {
    const now = clock.monotonic();
    const lines = simulator.tick(Math.min(now - last, longestTick));
    last = now;
    for (const log of logs) {
      append(paths[log], lines[log], (code) =>
        limit.say(log, (held) => logger.warn({ log, code, held }, 'cannot write a log of the demo')),
      );
    }
  });
}

function append(path: string, lines: readonly string[], failed: (code: string) => void): void {
  if (lines.length === 0) return;
  try {
    appendFileSync(path, textOf(lines));
  } catch (error) {
    failed((error as NodeJS.ErrnoException).code ?? 'unknown');
  }
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
