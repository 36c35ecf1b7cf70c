import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../src/base/random.js';
import { FileActor } from './file-actor.js';
import { directories, logFiles } from './layout.js';
import type { TortureOptions } from './options.js';
import { partName } from './rotate-symlink.js';
import type { RunCounts } from './run-counts.js';
import type { Subject } from './subject.js';
import type { Note } from './timeline.js';
import { linesOfSource } from './truth.js';
import { WriterProcess } from './writer-process.js';
import type { WrittenByFile } from './written.js';

/** Shorter runs hurry, so that every kind of rotation comes. */
export function paceOf(seconds: number): number {
  return Math.min(1, Math.max(0.2, seconds / 40));
}

/** Streams of random numbers: 0 to 999 belong to the writer. */
export const randomFor = (seed: number, actor: number) => seededRandom(seed * 1_000 + 500 + actor);

/** The writer and those who rotate its files. */
export class Stage {
  readonly #writer: WriterProcess;
  readonly #actors: readonly (readonly [file: string, actor: FileActor])[];
  readonly #failed: (message: string) => void;
  readonly #running: Promise<unknown>;

  /** Everything begins at once. `failed` is told of what keeps a rotation from being done. */
  constructor(
    options: TortureOptions,
    around: {
      directory: string;
      subject: Subject;
      counts: RunCounts;
      note: Note;
      failed: (message: string) => void;
    },
  ) {
    const { directory, counts } = around;
    this.#failed = around.failed;
    const { seed, rate } = options;
    this.#writer = new WriterProcess({ directory, seed, rate, truth: 'truth.json' });
    const pace = paceOf(options.seconds);
    this.#actors = logFiles.map((file, i) => {
      const actor = new FileActor({
        ...{ file, path: join(directory, file.path), directory, pace },
        ...{ writer: this.#writer, subject: around.subject },
        random: randomFor(seed, i),
        kinds: file.kinds.filter((kind) => options.kinds.includes(kind)),
        gap: 1_500 * pace,
        note: (what) => around.note(what, file.name),
        done: (kind, rotated) => counts.add(`${rotated ? 'rotated' : 'not rotated'}: ${kind}`),
      });
      return [file.name, actor];
    });
    this.#running = this.#rotate().catch((error: Error) => around.failed(error.message));
  }

  /** Does `work` between two rotations of the file. False: it is being rotated. */
  async betweenRotations(file: string, work: () => Promise<void>): Promise<boolean> {
    const actor = this.#actors.find(([name]) => name === file)?.[1];
    return actor !== undefined && (await actor.between(work));
  }

  async linesOf(source: string): Promise<number> {
    return linesOfSource(logFiles, await this.#writer.tell({ do: 'written' }), source);
  }

  /** There is no file to rotate before the writer has opened it. */
  async #rotate(): Promise<void> {
    await this.#writer.tell({ do: 'written' });
    const runs = this.#actors.map(([file, actor]) =>
      actor.run().catch((error: Error) => this.#failed(`${file}: ${error.message}`)),
    );
    await Promise.all(runs);
  }

  /** Ends the rotations, each after what it is at. */
  async endRotations(): Promise<void> {
    for (const [, actor] of this.#actors) actor.stop();
    await this.#running;
  }

  /** Ends the writing. Resolves to what was written. */
  endWriting(): Promise<WrittenByFile> {
    return this.#writer.tell({ do: 'stop' });
  }

  kill(): void {
    this.#writer.kill();
  }
}

/** What must be there before the first line is written. */
export function prepareDirectories(directory: string): void {
  for (const name of directories) mkdirSync(join(directory, name));
  for (const file of logFiles) {
    if (file.linked) symlinkSync(partName(0), join(directory, file.path));
  }
}
