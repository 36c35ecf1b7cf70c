import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/package-root.js';

/** The built program, as `npm test` and the package have it. */
export const program = join(packageRoot(), 'dist', 'main.js');

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command of the program to its end. */
export async function runToEnd(
  args: readonly string[],
  options: { cwd?: string; input?: string } = {},
): Promise<Finished> {
  const child = spawn(process.execPath, [program, ...args], { cwd: options.cwd, stdio: 'pipe' });
  const out = collect(child.stdout);
  const err = collect(child.stderr);
  child.stdin.end(options.input ?? '');
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out: out(), err: err() };
}

export interface RunningExporter {
  readonly url: string;
  readonly process: ChildProcess;
  /** What it logged so far. */
  log(): string;
  /** The exposition in text 0.0.4. */
  scrape(): Promise<string>;
  /** Scrapes until `wanted` holds for the text of an answer that is no 503; rejects after 20 s with the last text. */
  scrapeUntil(wanted: (text: string) => boolean): Promise<string>;
  /** Waits until the log holds `text`. */
  logged(text: string): Promise<void>;
  /** Ends it with `signal` and gives its exit code (null when the signal killed it). */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts the program and waits until it serves; listens on a free port of 127.0.0.1. */
export async function startExporter(args: readonly string[], cwd: string): Promise<RunningExporter> {
  const child = spawn(process.execPath, [program, '--web.listen-address=127.0.0.1:0', ...args], {
    cwd,
    stdio: 'pipe',
  });
  const log = collect(child.stderr);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const served = () => /msg="serving metrics" url=(\S+)/.exec(log())?.[1];
  await until(
    () => served() !== undefined || child.exitCode !== null,
    () => `no "serving metrics" in: ${log()}`,
  );
  const url = served();
  if (url === undefined) throw new Error(`the exporter ended: ${log()}`);
  const scrape = async () => (await fetch(url)).text();
  return {
    url,
    process: child,
    log,
    scrape,
    async scrapeUntil(wanted) {
      let text = '';
      await until(
        async () => {
          const response = await fetch(url);
          text = await response.text();
          return response.ok && wanted(text);
        },
        () => `the metrics never became what was waited for:\n${text}\n${log()}`,
      );
      return text;
    },
    logged: (text) =>
      until(
        () => log().includes(text),
        () => `no ${JSON.stringify(text)} in: ${log()}`,
      ),
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

/** Waits for something another process does: asks often, gives up after 20 s. */
export async function until(holds: () => boolean | Promise<boolean>, message: () => string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(message());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const pieces: Buffer[] = [];
  stream.on('data', (piece: Buffer) => pieces.push(piece));
  return () => Buffer.concat(pieces).toString();
}
