import { spawn } from 'node:child_process';
import type { TestContext } from 'node:test';
import { program } from './exporter-process.js';

export interface RunningCommand {
  /** Everything that it wrote to either output. */
  text(): string;
  /** Waits until `text` is among it; rejects when the command ends before, or after a minute. */
  said(text: string): Promise<void>;
  /** Ends it with a signal, SIGTERM when left out, and gives its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Reads no more of its standard output, as `| head` does; gives its exit code. */
  hangUp(): Promise<number | null>;
}

/** Starts a command of the program that runs until it is stopped. */
export function startCommand(t: TestContext, args: readonly string[]): RunningCommand {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  t.after(() => child.kill('SIGKILL'));
  let text = '';
  const heard = new Set<() => void>();
  const hear = (data: string) => {
    text += data;
    for (const listener of heard) listener();
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    text: () => text,
    said: (wanted) =>
      new Promise((resolve, reject) => {
        const fail = () => reject(new Error(`no ${JSON.stringify(wanted)} in: ${text}`));
        const timer = setTimeout(fail, 60_000);
        const look = () => {
          if (!text.includes(wanted)) return;
          clearTimeout(timer);
          heard.delete(look);
          resolve();
        };
        heard.add(look);
        look();
        void ended.then(fail);
      }),
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
    hangUp() {
      child.stdout.destroy();
      return ended;
    },
  };
}
