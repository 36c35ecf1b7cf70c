import { appendFileSync, renameSync, statSync } from 'node:fs';

export interface LogFileOptions {
  /** Permissions of a new file. */
  readonly mode: number;
  /** A log that is larger is renamed to `PATH.1`, in the place of the one before, and begun anew. */
  readonly maxBytes: number;
}

/** A log that is appended to and does not grow for ever. */
export class LogFile {
  readonly #path: string;
  readonly #options: LogFileOptions;
  #bytes: number;

  /** Creates the file where there is none. @throws Error (system errors) when it cannot be written. */
  constructor(path: string, options: LogFileOptions) {
    this.#path = path;
    this.#options = options;
    appendFileSync(path, '', { mode: options.mode });
    this.#bytes = statSync(path).size;
  }

  /** @throws Error (system errors); then the lines are lost. */
  append(lines: readonly string[]): void {
    if (lines.length === 0) return;
    const text = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    if (this.#bytes > this.#options.maxBytes) this.#beginAnew();
    appendFileSync(this.#path, text, { mode: this.#options.mode });
    this.#bytes += text.length;
  }

  #beginAnew(): void {
    this.#bytes = 0;
    try {
      renameSync(this.#path, `${this.#path}.1`);
    } catch (error) {
      // Somebody else has taken it away: then there is nothing to keep.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}
