import { futimesSync, openSync, renameSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { ManualClock } from '../../src/base/clock.js';
import { descriptorsOf } from './held-open.js';
import { InodePool } from './inode-pool.js';
import { LineLedger } from './line-ledger.js';
import { LogFile } from './log-file.js';
import { LogNames, type LogNaming } from './log-names.js';
import type { PackKind } from './pack-log.js';

export interface LogOptions {
  /** `symlink`: the path of the log is a link to the file that is written to now. */
  readonly layout: 'plain' | 'symlink';
  readonly naming: LogNaming;
  /** Whether the writer appends; one that does not leaves a hole after a truncation. */
  readonly append: boolean;
  readonly packed: PackKind;
  /** Whether a new file gets the inode of one that was removed. */
  readonly reuse: boolean;
  /** Rotated files that are there before anybody looks. */
  readonly before: number;
  /** Whether the reader looks for the rotated names as well as for the log. */
  readonly glob: boolean;
  /** Bytes that each line has beside its number: marks of a position end at 256 and at 1,024 bytes. */
  readonly padding: number;
  /** Milliseconds that pass with every action. */
  readonly tick: number;
}

/** Who reads the log. */
export interface LogReader {
  heard(): ReadonlySet<string>;
  /** What it has whatever happens to it. */
  kept(): ReadonlySet<string>;
  /** Whether it is in the midst of something. */
  readonly isBusy: boolean;
}

export const LOG = 'audit.log';

/** The files of one log, and which lines stand in them. All times in the directory are those of the clock. */
export class LogDisk {
  readonly ledger = new LineLedger();
  readonly options: LogOptions;
  readonly reader: LogReader;
  /** Those that have a name and those that have a writer, oldest first. */
  files: LogFile[] = [];
  /** Where the path of the log leads. */
  live: LogFile | undefined;
  readonly #directory: string;
  readonly #clock: ManualClock;
  readonly #inodes: InodePool;
  readonly #names: LogNames;

  constructor(directory: string, options: LogOptions, clock: ManualClock, reader: LogReader) {
    this.options = options;
    this.reader = reader;
    this.#directory = directory;
    this.#clock = clock;
    this.#inodes = new InodePool(`${directory}.removed`, options.reuse);
    this.#names = new LogNames(directory, options.layout === 'symlink' ? 'date' : options.naming);
  }

  path(name: string): string {
    return join(this.#directory, name);
  }

  rotatedName(): string {
    return this.#names.rotated(this.files);
  }

  /** Makes the log anew, with a writer. */
  create(): LogFile {
    const { append, layout } = this.options;
    const isLinked = layout === 'symlink';
    const name = isLinked ? this.#names.target() : LOG;
    this.prepare(name);
    const file = new LogFile(name, openSync(this.path(name), append ? 'a+' : 'w+'), append);
    if (isLinked) {
      symlinkSync(name, this.path('next'));
      renameSync(this.path('next'), this.path(LOG));
    }
    this.add(file);
    this.live = file;
    return file;
  }

  /** Before a file is made. */
  prepare(name: string): void {
    this.#inodes.supply(this.path(name));
  }

  add(file: LogFile): void {
    this.files.push(file);
    this.touch(file);
  }

  /** The path of the log leads nowhere, or no longer to this file, which keeps its other names. */
  detach(file: LogFile): void {
    if (this.options.layout === 'symlink') rmSync(this.path(LOG));
    else file.names = file.names.filter((name) => name !== LOG);
    this.live = undefined;
  }

  write(file: LogFile, text: string): void {
    file.write(text);
    this.ledger.wrote(file);
    this.touch(file);
    // Nobody else will ever have it.
    if (file.isDeleted) this.#lose(file);
  }

  truncate(file: LogFile): void {
    this.#lose(file, false);
    file.truncate();
    this.touch(file);
  }

  /** The writer goes, and the last line counts without its end. */
  end(file: LogFile): void {
    file.close();
    file.isWhole = true;
    this.ledger.wrote(file);
    if (file.isDeleted) this.files = this.files.filter((each) => each !== file);
  }

  /** Removes all names of a file. Its writer, if it has one, goes on. */
  remove(file: LogFile): void {
    const [first, ...others] = file.names.map((name) => this.path(name));
    for (const path of others) rmSync(path);
    if (file === this.live) this.detach(file);
    const isHeld = this.#isHeld(file);
    if (file.isOpen) rmSync(first!);
    else this.#inodes.remove(first!);
    this.#lose(file, isHeld);
    file.names = [];
    if (!file.isOpen) this.files = this.files.filter((each) => each !== file);
    this.touch();
  }

  /** Everything that happens takes time, and the file and the directory show when it happened. */
  touch(file?: LogFile): void {
    this.#clock.advance(this.options.tick);
    const now = this.#clock.now() / 1_000;
    if (file?.isOpen) futimesSync(file.descriptor(), now, now);
    else if (file !== undefined) utimesSync(this.path(file.name), now, now);
    utimesSync(this.#directory, now, now);
  }

  #lose(file: LogFile, isHeld = this.#isHeld(file)): void {
    const others = this.files.filter((other) => !other.isDeleted);
    this.ledger.lost(file, others, this.reader.heard(), isHeld);
  }

  /** Whether the reader has it open, and will not find out in a moment that it need not. */
  #isHeld(file: LogFile): boolean {
    if (this.reader.isBusy) return false;
    const own = file.isOpen ? 1 : 0;
    return descriptorsOf(file.isOpen ? file.descriptor() : this.path(file.name)) > own;
  }
}
