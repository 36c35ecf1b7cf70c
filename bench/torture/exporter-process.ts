import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { exporterLogPath } from './exporter-log.js';
import type { Note } from './timeline.js';
import { waitFor } from './wait.js';

const startTimeout = 30_000;
const stopTimeout = 30_000;
const keptLog = 2_000;

/** The exporter under test, as a service manager sees it: started, stopped, killed, always on the same port. */
export class ExporterProcess {
  readonly url: string;
  readonly #program: string;
  readonly #directory: string;
  readonly #note: Note;
  readonly #crashed: (message: string) => void;
  #child: ChildProcess | undefined;
  #answered = false;

  /** `crashed` is told when it ends by itself. */
  constructor(
    options: { program: string; directory: string; port: number; note: Note },
    crashed: (message: string) => void,
  ) {
    this.url = `http://127.0.0.1:${options.port}`;
    this.#program = options.program;
    this.#directory = options.directory;
    this.#note = options.note;
    this.#crashed = crashed;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** The process, since it answered for the first time and until it is told to end. */
  get serving(): number | undefined {
    return this.#answered ? this.pid : undefined;
  }

  /** Does not wait until it serves. */
  launch(): void {
    this.#answered = false;
    const log = openSync(exporterLogPath(this.#directory), 'a');
    const child = spawn(process.execPath, [this.#program, '--config.file=exporter.yml'], {
      cwd: this.#directory,
      stdio: ['ignore', log, log],
    });
    this.#child = child;
    this.#note(`EXPORTER started, process ${child.pid}`);
    child.once('exit', (code, signal) => {
      if (this.#child !== child) return;
      this.#child = undefined;
      this.#note(`EXPORTER ended by itself (${code ?? signal})`);
      this.#crashed(`the exporter ended by itself (${code ?? signal}): ${this.#lastLog()}`);
    });
  }

  /** Resolves when it answers. Rejects when it does not. */
  async start(): Promise<void> {
    this.launch();
    const answers = () =>
      fetch(`${this.url}/-/healthy`).then(
        async (response) => {
          await response.arrayBuffer();
          return response.ok;
        },
        () => false,
      );
    await waitFor(async () => this.#child === undefined || (await answers()), startTimeout);
    this.#answered = await answers();
    if (!this.#answered) throw new Error(`the exporter does not serve: ${this.#lastLog()}`);
  }

  /** Resolves when it is gone, to its exit code; null when the signal ended it. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (child === undefined) return null;
    this.#child = undefined;
    const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeout);
    this.#note(`EXPORTER gets ${signal}`);
    child.kill(signal);
    const code = await gone.finally(() => clearTimeout(timer));
    this.#note(`EXPORTER is gone (${code ?? signal})`);
    return code;
  }

  /** The exposition, undefined when it is not served; `refused` is told why. */
  async scrape(refused: (why: string) => void = () => {}): Promise<string | undefined> {
    try {
      const response = await fetch(`${this.url}/metrics`);
      const text = await response.text();
      if (response.ok) return text;
      refused(`${response.status} ${text.trim()}`);
    } catch (error) {
      refused((error as Error).message);
    }
    return undefined;
  }

  async ready(): Promise<boolean> {
    return fetch(`${this.url}/-/ready`).then(
      async (response) => {
        await response.arrayBuffer();
        return response.ok;
      },
      () => false,
    );
  }

  #lastLog(): string {
    return readFileSync(exporterLogPath(this.#directory), 'utf8').slice(-keptLog);
  }
}
