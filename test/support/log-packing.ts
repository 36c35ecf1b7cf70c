import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import type { LogDisk } from './log-disk.js';
import { LogFile } from './log-file.js';
import { packLog } from './pack-log.js';

/** Compresses the files of a log, one at a time and each in two steps: half of the compressed file comes first. */
export class LogPacking {
  readonly #disk: LogDisk;
  #file: LogFile | undefined;

  constructor(disk: LogDisk) {
    this.#disk = disk;
  }

  /** What is being compressed. */
  get file(): LogFile | undefined {
    return this.#file;
  }

  begin(file: LogFile): void {
    const disk = this.#disk;
    if (file.isOpen) disk.end(file);
    this.#file = file;
    const packed = packLog(disk.options.packed, readFileSync(disk.path(file.name)));
    const name = `${file.name}.${disk.options.packed}`;
    // What an earlier try has left makes room.
    disk.files = disk.files.filter(({ names }) => !names.includes(name));
    disk.prepare(name);
    writeFileSync(disk.path(name), packed.subarray(0, packed.length / 2));
    disk.touch();
  }

  finish(): void {
    const disk = this.#disk;
    const file = this.#file;
    if (file === undefined) return;
    this.#file = undefined;
    const { packed: kind } = disk.options;
    const path = disk.path(file.name);
    const packed = new LogFile(`${file.name}.${kind}`);
    packed.content = file.content;
    packed.isWhole = file.isWhole;
    packed.generation = file.generation;
    const { atimeMs, mtimeMs } = statSync(path);
    writeFileSync(disk.path(packed.name), packLog(kind, readFileSync(path)));
    disk.files.splice(disk.files.indexOf(file), 0, packed);
    disk.remove(file);
    utimesSync(disk.path(packed.name), atimeMs / 1_000, mtimeMs / 1_000);
  }

  /** Who compresses has died: half of it is left, beside the whole one. */
  tear(): void {
    const file = this.#file;
    if (file === undefined || file.content === '') return;
    this.#file = undefined;
    this.#disk.add(new LogFile(`${file.name}.${this.#disk.options.packed}`));
  }
}
