import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Random, randomInt } from '../../src/base/random.js';
import { checkpointTimes, damageCheckpoint } from './checkpoint-damage.js';
import type { ExporterSubject } from './exporter-subject.js';
import type { RunCounts } from './run-counts.js';
import type { Note } from './timeline.js';

export interface KillerOptions {
  readonly subject: ExporterSubject;
  readonly directory: string;
  readonly random: Random;
  readonly counts: RunCounts;
  readonly note: Note;
  /** Mean milliseconds from one start to the next kill. */
  readonly up: number;
  readonly pace: number;
  /** Done while it is down. */
  readonly whileDown: (random: Random) => Promise<void>;
}

/** Kills the exporter again and again: mostly without a word, at times a moment after it started. */
export class Killer {
  readonly #options: KillerOptions;
  readonly #stop = new AbortController();
  readonly #doubts: number[] = [];

  constructor(options: KillerOptions) {
    this.#options = options;
  }

  /** Times, in seconds since the epoch, of damages to the newest checkpoint. */
  get doubts(): readonly number[] {
    return this.#doubts;
  }

  stop(): void {
    this.#stop.abort();
  }

  /** Ends after `stop()`, with the exporter up. */
  async run(): Promise<void> {
    const { random, up, subject } = this.#options;
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await sleep(randomInt(random, up * 0.4, up * 1.6), undefined, { signal }).catch(() => {});
      if (!signal.aborted) await subject.undisturbed(() => this.#restart());
    }
  }

  async #restart(): Promise<void> {
    const { subject, random, counts, pace } = this.#options;
    if (random() < 0.85) await this.#kill();
    else await subject.stop();
    await this.#down(randomInt(random, 100, 3_000) * pace);
    if (random() < 0.2) {
      subject.process.launch();
      counts.add('starts');
      await sleep(randomInt(random, 50, 900));
      await this.#kill();
      await this.#down(randomInt(random, 100, 1_000) * pace);
    }
    await subject.process.start();
    counts.add('starts');
  }

  async #kill(): Promise<void> {
    await this.#options.subject.process.end('SIGKILL');
    this.#options.counts.add('SIGKILL');
  }

  async #down(milliseconds: number): Promise<void> {
    const { subject, directory, random, counts, whileDown, note } = this.#options;
    const end = performance.now() + milliseconds;
    const state = join(directory, 'state');
    note(`CHECKPOINTS ${checkpointTimes(state)}`);
    if (random() < 0.5) {
      const damage = damageCheckpoint(state, random, subject.safe);
      counts.add(`damage: ${damage ?? 'left alone'}`);
      if (damage !== undefined) note(`DAMAGE checkpoint ${damage}`);
      if (damage !== undefined && damage !== 'stray') {
        subject.noteSafe();
        this.#doubts.push(Date.now() / 1000);
      }
    }
    await whileDown(random);
    await sleep(Math.max(0, end - performance.now()));
  }
}
