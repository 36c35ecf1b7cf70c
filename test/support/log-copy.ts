import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { LogFile } from './log-file.js';

/** A copy of a file that is being made, in pieces: the file grows meanwhile. */
export class LogCopy {
  readonly source: LogFile;
  readonly file: LogFile;
  readonly #from: string;
  readonly #to: string;
  #copied = 0;

  /** `from`: where the file is; `to`: where the copy named `name` goes. */
  constructor(source: LogFile, from: string, name: string, to: string) {
    this.source = source;
    this.file = new LogFile(name);
    this.#from = from;
    this.#to = to;
    writeFileSync(to, '');
  }

  /** Half of what is left, or all of it. */
  advance(all: boolean): void {
    const bytes = readFileSync(this.#from);
    const end = all ? bytes.length : Math.ceil((this.#copied + bytes.length) / 2);
    appendFileSync(this.#to, bytes.subarray(this.#copied, end));
    this.#copied = end;
    const { hole, content } = this.source;
    this.file.hole = Math.min(hole, end);
    this.file.content = content.slice(0, Math.max(0, end - hole));
  }
}
