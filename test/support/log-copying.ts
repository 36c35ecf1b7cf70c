import { LogCopy } from './log-copy.js';
import type { LogDisk } from './log-disk.js';
import type { LogFile } from './log-file.js';

/** Copies a log in steps, and truncates it after the last. */
export class LogCopying {
  readonly #disk: LogDisk;
  readonly #name: () => string;
  #copy: LogCopy | undefined;

  /** `name` gives the next copy its name. */
  constructor(disk: LogDisk, name: () => string) {
    this.#disk = disk;
    this.#name = name;
  }

  /** The copy that is being made. */
  get file(): LogFile | undefined {
    return this.#copy?.file;
  }

  /** Begins a copy, or goes on with it; `all`: to the end of the log. */
  advance(all: boolean): void {
    const disk = this.#disk;
    const { live } = disk;
    if (live === undefined) return;
    if (this.#copy === undefined) {
      const name = this.#name();
      disk.prepare(name);
      this.#copy = new LogCopy(live, disk.path(live.name), name, disk.path(name));
      disk.files.push(this.#copy.file);
    }
    this.#copy.advance(all);
    disk.touch(this.#copy.file);
  }

  /** In one step: what is written between the two is lost to everybody. */
  truncate(): void {
    this.advance(true);
    const copy = this.#copy;
    if (copy === undefined) return;
    this.#copy = undefined;
    this.#disk.end(copy.file);
    this.#disk.truncate(copy.source);
  }

  /** Before something else happens to the log. */
  finish(): void {
    if (this.#copy !== undefined) this.truncate();
  }

  /** Who copies has died: the copy stays what it is. */
  giveUp(): void {
    this.#copy = undefined;
  }
}
