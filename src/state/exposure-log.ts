import { closeSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDirectory } from './ensure-directory.js';
import { markLine, parseMarkLine } from './mark-line.js';
import type { NumberedMark } from './read-mark.js';

/**
 * Marks of what was shown, in a file of the state directory; what no checkpoint has yet is known from here.
 *
 * Guarantee: what `append` was given is there after any end of the process, because the system has it. It is not
 * synced, a scrape would wait for the disk: after a power failure the newest marks may be missing.
 */
export class ExposureLog {
  readonly #directory: string;
  readonly #path: string;
  #file: number | undefined;
  /** Whether the file may end within a line. */
  #torn = true;

  constructor(directory: string) {
    this.#directory = directory;
    this.#path = join(directory, 'exposed');
  }

  /** What is there and whole. What cannot be read is as good as not there. */
  load(): NumberedMark[] {
    let text = '';
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch {}
    return text.split('\n').flatMap((line) => parseMarkLine(line) ?? []);
  }

  /** @throws Error of the file system; then some of the marks may be there. */
  append(marks: readonly NumberedMark[]): void {
    this.#file ??= this.#open();
    const bytes = Buffer.from((this.#torn ? '\n' : '') + marks.map(markLine).join(''));
    this.#torn = true;
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(this.#file, bytes, written, bytes.length - written);
    }
    this.#torn = false;
  }

  /** From now on the file has these marks and no others. At any moment it has these or those it had. @throws as `append` */
  keep(marks: readonly NumberedMark[]): void {
    const temporary = `${this.#path}.new`;
    ensureDirectory(this.#directory);
    try {
      writeFileSync(temporary, marks.map(markLine).join(''), { mode: 0o600 });
      renameSync(temporary, this.#path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    this.close();
  }

  close(): void {
    const file = this.#file;
    this.#file = undefined;
    this.#torn = true;
    if (file !== undefined) closeSync(file);
  }

  #open(): number {
    ensureDirectory(this.#directory);
    return openSync(this.#path, 'a', 0o600);
  }
}
