import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseExposition } from '../parse-exposition.js';
import { checkpointId } from './checkpoint-damage.js';
import type { ExporterProcess } from './exporter-process.js';
import { Mutex } from './mutex.js';
import { hasOpen } from './open-files.js';
import type { RunCounts } from './run-counts.js';
import type { Subject } from './subject.js';
import { waitFor } from './wait.js';

export interface ExporterSubjectOptions {
  readonly directory: string;
  readonly counts: RunCounts;
  /** Lines of a source that are written by now. */
  readonly written: (source: string) => Promise<number>;
  readonly problem: (message: string) => void;
  /** It is killed from time to time: what is settled must be in a checkpoint. */
  readonly killed: boolean;
}

const settleTimeout = 60_000;
const checkpointTimeout = 30_000;

/** The exporter, killed and restarted between what must not be disturbed. */
export class ExporterSubject implements Subject {
  readonly process: ExporterProcess;
  readonly #options: ExporterSubjectOptions;
  readonly #mutex = new Mutex();
  #safe = 0;

  constructor(process: ExporterProcess, options: ExporterSubjectOptions) {
    this.process = process;
    this.#options = options;
  }

  /** Milliseconds since the epoch before which a checkpoint is the only place where something stands. */
  get safe(): number {
    return this.#safe;
  }

  /** From now on older checkpoints are needed no more, and newer ones are. */
  noteSafe(): void {
    this.#safe = Date.now();
  }

  async follows(inode: bigint): Promise<boolean> {
    const { pid } = this.process;
    return pid !== undefined && (await this.process.ready()) && hasOpen(pid, inode);
  }

  undisturbed<T>(work: () => Promise<T>): Promise<T> {
    return this.#mutex.run(work);
  }

  async settled(source: string): Promise<void> {
    const written = await this.#options.written(source);
    let counted = 0;
    const all = await waitFor(async () => {
      counted = linesCounted(await this.process.scrape(), source) ?? counted;
      return counted >= written || this.process.pid === undefined;
    }, settleTimeout);
    if (!all)
      this.#options.problem(`source ${source}: ${counted} of ${written} lines after ${settleTimeout} ms`);
    await this.kept();
  }

  async kept(): Promise<void> {
    // The first new checkpoint may have been begun before.
    if (this.#options.killed) for (let i = 0; i < 2; i += 1) await this.#nextCheckpoint();
    this.noteSafe();
  }

  whileDown(source: string, work: () => Promise<void>): Promise<boolean> {
    if (!this.#options.killed) return Promise.resolve(false);
    return this.undisturbed(async () => {
      await this.settled(source);
      await this.stop();
      await work();
      await this.process.start();
      this.#options.counts.add('starts');
      return true;
    });
  }

  /** Ends it as a service manager does. */
  async stop(): Promise<void> {
    const code = await this.process.end('SIGTERM');
    this.#options.counts.add('SIGTERM');
    if (code !== 0) this.#options.problem(`the exporter ended with ${code} after SIGTERM`);
  }

  async #nextCheckpoint(): Promise<void> {
    const state = join(this.#options.directory, 'state');
    const before = checkpointId(state);
    // Between the two renames of a new one there is none.
    const isNew = (id: string | undefined) => id !== undefined && id !== before;
    if (!(await waitFor(() => isNew(checkpointId(state)), checkpointTimeout)))
      this.#options.problem(`no checkpoint within ${checkpointTimeout} ms`);
    await sleep(1);
  }
}

/** Lines of a source, whatever became of them; undefined without an exposition. */
function linesCounted(text: string | undefined, source: string): number | undefined {
  if (text === undefined) return undefined;
  return parseExposition(text)
    .filter(({ name, labels }) => name === 'auditlog_exporter_lines_total' && labels.get('source') === source)
    .reduce((sum, { value }) => sum + value, 0);
}
