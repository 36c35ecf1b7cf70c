import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { LogFile } from './log-file.js';

/** How rotation names files: always the next number, numbers that move up (as logrotate), dates. */
export type LogNaming = 'next' | 'shift' | 'date';

/** Gives rotated files their names. */
export class LogNames {
  readonly #directory: string;
  readonly #naming: LogNaming;
  #count = 0;

  constructor(directory: string, naming: LogNaming) {
    this.#directory = directory;
    this.#naming = naming;
  }

  /** For the file that `audit.log` leads to, where that is a link. */
  target(): string {
    this.#count += 1;
    return `audit.log.${20_261_120 + this.#count}`;
  }

  /** For the next rotated file; `files`, all that are there, make room. */
  rotated(files: readonly LogFile[]): string {
    this.#count += 1;
    if (this.#naming === 'next') return `audit.log.${this.#count}`;
    if (this.#naming === 'date') return `audit-${20_261_120 + this.#count}.log`;
    const numbered = files.flatMap((file) =>
      file.names.filter((name) => numberOf(name) > 0).map((name) => ({ file, name })),
    );
    for (const { file, name } of numbered.sort((a, b) => numberOf(b.name) - numberOf(a.name))) {
      const moved = name.replace(/\.\d+/, `.${numberOf(name) + 1}`);
      renameSync(join(this.#directory, name), join(this.#directory, moved));
      file.names = file.names.map((each) => (each === name ? moved : each));
    }
    return 'audit.log.1';
  }
}

function numberOf(name: string): number {
  return Number(/\.(\d+)/.exec(name)?.[1] ?? 0);
}
