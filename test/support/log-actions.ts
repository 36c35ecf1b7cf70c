import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { LogCopy } from './log-copy.js';
import { LOG, type LogDisk } from './log-disk.js';
import { LogFile } from './log-file.js';
import { packLog } from './pack-log.js';

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
  /** Where the next line goes: the writer may not have been told that its file has moved. */
  #writer: LogFile;
  #copy: LogCopy | undefined;
  #packing: LogFile | undefined;
  #count = 0;

  constructor(disk: LogDisk) {
    this.#disk = disk;
    for (let old = 0; old < disk.options.before; old += 1) this.#makeOld(old);
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
    copy: () => this.#goOnCopying(false),
    copytruncate: () => this.#copyTruncate(),
    cut: () => {
      this.#copy = undefined;
    },
    pack: () => this.#pack(),
    tear: () => this.#tear(),
    delete: () => this.#delete(),
    truncate: () => {
      this.#finishCopy();
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
      this.#finishCopy();
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

  /** A rotated file that is there before anybody looks: it is read only where the reader looks for its name. */
  #makeOld(index: number): void {
    const disk = this.#disk;
    const { packed, glob } = disk.options;
    const name = disk.rotatedName();
    const text = Array.from({ length: 1 + 20 * index }, (_, line) => `old ${index} ${line}\n`).join('');
    const isPacked = index % 2 === 1;
    const file = new LogFile(isPacked ? `${name}.${packed}` : name);
    writeFileSync(disk.path(file.name), isPacked ? packLog(packed, Buffer.from(text)) : text);
    if (glob && !isPacked) file.content = text;
    disk.ledger.wrote(file);
    disk.add(file);
  }

  /** Files that have names and are not written to by the writer, oldest first. */
  #rotated(): LogFile[] {
    return this.#disk.files.filter(
      (file) =>
        !file.isDeleted &&
        file !== this.#writer &&
        file !== this.#disk.live &&
        file !== this.#packing &&
        file !== this.#copy?.file,
    );
  }

  #name(): string {
    this.#finishPacking();
    return this.#disk.rotatedName();
  }

  #rename(): boolean {
    const disk = this.#disk;
    const { live } = disk;
    if (live === undefined) return false;
    this.#finishCopy();
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
    this.#finishCopy();
    const name = this.#name();
    linkSync(disk.path(LOG), disk.path(name));
    live.names.push(name);
    disk.touch();
  }

  #goOnCopying(all: boolean): void {
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
  #copyTruncate(): void {
    this.#goOnCopying(true);
    const copy = this.#copy;
    if (copy === undefined) return;
    this.#copy = undefined;
    this.#disk.end(copy.file);
    this.#disk.truncate(copy.source);
  }

  /** Before something else happens to the log. */
  #finishCopy(): void {
    if (this.#copy !== undefined) this.#copyTruncate();
  }

  /** Begins to compress a file, or finishes what it began. */
  #pack(): void {
    const disk = this.#disk;
    if (this.#packing !== undefined) {
      this.#finishPacking();
      return;
    }
    const file = this.#rotated().find(({ name }) => !/\.(gz|zst)$/.test(name));
    if (file === undefined) return;
    if (file.isOpen) disk.end(file);
    this.#packing = file;
    const packed = packLog(disk.options.packed, readFileSync(disk.path(file.name)));
    const name = `${file.name}.${disk.options.packed}`;
    // What an earlier try has left makes room.
    disk.files = disk.files.filter(({ names }) => !names.includes(name));
    disk.prepare(name);
    writeFileSync(disk.path(name), packed.subarray(0, packed.length / 2));
    disk.touch();
  }

  #finishPacking(): void {
    const disk = this.#disk;
    const file = this.#packing;
    if (file === undefined) return;
    this.#packing = undefined;
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

  /** Who compressed a file has died: half of it is left, beside the whole one. */
  #tear(): void {
    const file = this.#packing;
    if (file === undefined || file.content === '') return;
    this.#packing = undefined;
    this.#disk.add(new LogFile(`${file.name}.${this.#disk.options.packed}`));
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
