import { linkSync, renameSync, rmSync } from 'node:fs';
import { LogCopying } from './log-copying.js';
import { LOG, type LogDisk } from './log-disk.js';
import type { LogFile } from './log-file.js';
import { LogPacking } from './log-packing.js';
import { makeOldLog } from './old-log.js';

export type LogAction =
  | 'line'
  | 'half'
  | 'late'
  | 'rotate'
  | 'rename'
  | 'reopen'
  | 'link'
  | 'copy'
  | 'copytruncate'
  | 'cut'
  | 'pack'
  | 'tear'
  | 'delete'
  | 'truncate'
  | 'remove'
  | 'unlink';

/**
 * What a writer of numbered lines and all kinds of rotation do to a log. Every line is different, so one that is torn,
 * glued, lost or doubled shows.
 */
export class LogActions {
  readonly #disk: LogDisk;
  readonly #packing: LogPacking;
  readonly #copying: LogCopying;
  /** Where the next line goes: the writer may not have been told that its file has moved. */
  #writer: LogFile;
  #count = 0;

  constructor(disk: LogDisk) {
    this.#disk = disk;
    this.#packing = new LogPacking(disk);
    this.#copying = new LogCopying(disk, () => this.#name());
    for (let old = 0; old < disk.options.before; old += 1) makeOldLog(disk, old);
    this.#writer = disk.create();
  }

  perform(action: LogAction): void {
    this.#actions[action]();
  }

  /** A line to every file that has a writer, and to the log. */
  finish(): void {
    for (const file of this.#disk.files.filter(({ isOpen }) => isOpen)) this.#line(file);
    if (this.#disk.live !== undefined) return;
    this.#writer = this.#disk.create();
    this.#line(this.#writer);
  }

  /** Whether nobody is in the midst of a line, in a file whose reader may let go of it. */
  get isCalm(): boolean {
    return this.#disk.files.every((file) => !file.isOpen || file.endsWithLine);
  }

  readonly #actions: Readonly<Record<LogAction, () => void>> = {
    line: () => this.#line(this.#writer),
    half: () => this.#disk.write(this.#writer, this.#next()),
    late: () => {
      const late = this.#disk.files.find((file) => file.isOpen && file !== this.#writer);
      if (late !== undefined) this.#line(late);
    },
    rotate: () => {
      if (this.#rename()) this.#writer = this.#disk.create();
    },
    rename: () => void this.#rename(),
    reopen: () => {
      if (this.#disk.live === undefined) this.#writer = this.#disk.create();
    },
    link: () => this.#link(),
    copy: () => this.#copying.advance(false),
    copytruncate: () => this.#copying.truncate(),
    cut: () => this.#copying.giveUp(),
    pack: () => this.#pack(),
    tear: () => this.#packing.tear(),
    delete: () => this.#delete(),
    truncate: () => {
      this.#copying.finish();
      this.#disk.truncate(this.#writer);
    },
    remove: () => {
      const file = this.#rotated()[0];
      if (file === undefined) return;
      if (file.isOpen) this.#disk.end(file);
      this.#disk.remove(file);
    },
    unlink: () => {
      const { live } = this.#disk;
      if (live === undefined) return;
      this.#copying.finish();
      this.#disk.remove(live);
    },
  };

  #next(): string {
    this.#count += 1;
    const { padding } = this.#disk.options;
    // At both ends: no two lines are the same in what is kept of them.
    return padding === 0 ? `<${this.#count}>` : `<${this.#count}${'.'.repeat(padding)}${this.#count}>`;
  }

  #line(file: LogFile): void {
    this.#disk.write(file, `${this.#next()}\n`);
  }

  /** Files that have names and are not written to by the writer, oldest first. */
  #rotated(): LogFile[] {
    return this.#disk.files.filter(
      (file) =>
        !file.isDeleted &&
        file !== this.#writer &&
        file !== this.#disk.live &&
        file !== this.#packing.file &&
        file !== this.#copying.file,
    );
  }

  #name(): string {
    this.#packing.finish();
    return this.#disk.rotatedName();
  }

  #rename(): boolean {
    const disk = this.#disk;
    const { live } = disk;
    if (live === undefined) return false;
    this.#copying.finish();
    if (disk.options.layout === 'plain') {
      if (live.names.length === 1) {
        const name = this.#name();
        renameSync(disk.path(LOG), disk.path(name));
        live.names.push(name);
      } else rmSync(disk.path(LOG));
    }
    disk.detach(live);
    disk.touch();
    return true;
  }

  /** The first half of a rotation by links: the log has two names for a while. */
  #link(): void {
    const disk = this.#disk;
    const { live } = disk;
    if (live === undefined || live.names.length > 1 || disk.options.layout === 'symlink') return;
    this.#copying.finish();
    const name = this.#name();
    linkSync(disk.path(LOG), disk.path(name));
    live.names.push(name);
    disk.touch();
  }

  /** Begins to compress a file, or finishes what it began. */
  #pack(): void {
    if (this.#packing.file !== undefined) {
      this.#packing.finish();
      return;
    }
    const file = this.#rotated().find(({ name }) => !/\.(gz|zst)$/.test(name));
    if (file !== undefined) this.#packing.begin(file);
  }

  /** Removes a file that the reader needs no more. */
  #delete(): void {
    const disk = this.#disk;
    const kept = disk.reader.kept();
    const isNeeded = (file: LogFile) => {
      const others = disk.files.filter((other) => other !== file && !other.isDeleted);
      const present = new Set([...kept, ...others.flatMap(({ lines }) => lines)]);
      return file.lines.some((line) => !present.has(line));
    };
    const file = this.#rotated().find((each) => (each.endsWithLine || !each.isOpen) && !isNeeded(each));
    if (file === undefined) return;
    if (file.isOpen) disk.end(file);
    disk.remove(file);
  }
}
