import { appendFileSync, renameSync, statSync, truncateSync } from 'node:fs';

export interface LogFileOptions {
  /** Permissions of a new file. */
  readonly mode: number;
  /** A log that is larger is renamed to `PATH.1`, in the place of the one before, and begun anew. */
  readonly maxBytes: number;
}

/** Lines that are written at a time: a few megabytes. */
const AT_ONCE = 2_000;

/** A log that is appended to and does not grow for ever. */
export class LogFile {
  readonly #path: string;
  readonly #options: LogFileOptions;

  /** Creates the file where there is none. @throws Error (system errors) when it cannot be written. */
  constructor(path: string, options: LogFileOptions) {
    this.#path = path;
    this.#options = options;
    appendFileSync(path, '', { mode: options.mode });
  }

  /** @throws Error (system errors); then the lines that are not written yet are lost, and none is written in part. */
  append(lines: readonly string[]): void {
    for (let from = 0; from < lines.length; from += AT_ONCE) {
      this.#write(Buffer.from(`${lines.slice(from, from + AT_ONCE).join('\n')}\n`));
    }
  }

  #write(text: Buffer): void {
    if (this.#size() > this.#options.maxBytes) this.#beginAnew();
    const size = this.#size();
    try {
      appendFileSync(this.#path, text, { mode: this.#options.mode });
    } catch (error) {
      // A full disk takes a part of it.
      truncateSync(this.#path, size);
      throw error;
    }
  }

  #beginAnew(): void {
    try {
      renameSync(this.#path, `${this.#path}.1`);
    } catch (error) {
      // Somebody else has taken it away: then there is nothing to keep.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  /** As it stands: somebody else may have rotated it. */
  #size(): number {
    return statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0;
  }
}
