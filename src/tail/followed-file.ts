import type { BigIntStats } from 'node:fs';
import type { Clock } from '../base/clock.js';
import { Departure } from './departure.js';
import { type FileKey, fileKey } from './file-identity.js';
import type { FileLines } from './file-lines.js';
import type { FilePosition } from './file-position.js';
import { type OpenedFile, openFile } from './open-file.js';
import type { Outlet } from './outlet.js';
import type { ReadBuffer } from './read-buffer.js';
import type { ReadHandle } from './read-handle.js';
import type { ReadPoint } from './read-point.js';
import { UnpackedFile } from './unpacked-file.js';

/** The clock of a file system ticks in steps: what was written in the step of our last look looks unchanged. */
const CLOCK_STEP = 2_000;

/**
 * One file, followed by what it is and not by its name: it is the same under a new name, and without any.
 *
 * Guarantee: as long as the descriptor is open, nothing that is written to the file is missed but what a truncation
 * takes away before it could be read.
 */
export class FollowedFile {
  readonly key: FileKey;
  /** Where it was found last. */
  path: string;
  /** Path of the log that it is history of; its own when it is none. */
  of: string;
  /** Its own name when it was opened; `path` may be that of the log it is history of. */
  location: string;
  /** Where it really is, links followed: that is where a write to it is noticed. */
  directory = '.';
  /** Whether it was found under another name than before: its writer has been told to go elsewhere. */
  renamed = false;
  /** Whether a path of the source leads to it. */
  attached = true;
  /** To be read to its end before this one: what stood at the same path before. */
  predecessor: FollowedFile | undefined;
  /** Whether it was read no further because it is not what it was; see `restart`. */
  truncated = false;
  /** Whether the last try to open or read it failed. */
  broken = false;
  readonly departure = new Departure();
  readonly #outlet: Outlet;
  readonly #clock: Clock;
  readonly #lines: FileLines;
  #handle: ReadHandle | undefined;
  #stats: BigIntStats;
  #checked: { stats: BigIntStats; at: number } | undefined;
  #activeAt: number;
  /** Whether all of a compressed file has been unpacked. */
  #ended = false;
  /** Whether nothing has been read since it was opened again: until then its inode may have become another file. */
  #reopened = false;

  constructor(outlet: Outlet, clock: Clock, path: string, opened: OpenedFile, lines: FileLines) {
    this.key = fileKey(opened.stats);
    this.path = path;
    this.location = path;
    this.of = path;
    this.#outlet = outlet;
    this.#clock = clock;
    this.#handle = opened.handle;
    this.#stats = opened.stats;
    this.#lines = lines;
    this.#activeAt = clock.monotonic();
  }

  get isOpen(): boolean {
    return this.#handle !== undefined;
  }

  get size(): number {
    return Number(this.#stats.size);
  }

  get modified(): bigint {
    return this.#stats.mtimeNs;
  }

  get born(): bigint {
    return this.#stats.birthtimeNs;
  }

  /** Whether no name leads to it any more. */
  get deleted(): boolean {
    return this.#stats.nlink === 0n;
  }

  /** Everything before it has been handed on. */
  get point(): ReadPoint {
    return this.#lines.point;
  }

  /** Set for a file whose content is read, not its bytes. */
  get packed(): UnpackedFile | undefined {
    return this.#handle instanceof UnpackedFile ? this.#handle : undefined;
  }

  /** Whether it is compressed and all of it has been unpacked. */
  get isUnpacked(): boolean {
    return this.#ended;
  }

  /** Bytes on disk that nobody has looked at. A half line at the end has been looked at. */
  get lag(): number {
    const { packed } = this;
    if (packed !== undefined) return this.#ended ? 0 : Math.max(1, this.size - packed.packedBytes);
    return Math.max(0, this.size - this.#lines.seen);
  }

  /** Whether there is a line at its end that has no end yet. */
  get hasHalfLine(): boolean {
    return this.#lines.seen > this.#lines.point.offset;
  }

  /** Milliseconds since it last had something new. */
  get idle(): number {
    return this.#clock.monotonic() - this.#activeAt;
  }

  position(): FilePosition {
    const { source } = this.#outlet;
    const { dev, ino } = this.#stats;
    const packed = this.packed !== undefined && { packedSize: this.size };
    const marks = this.#lines.point.marks();
    return { source, path: this.path, device: `${dev}`, inode: `${ino}`, ...marks, ...packed };
  }

  /** To be kept when nothing more is expected of it. */
  record(): FilePosition {
    return { ...this.position(), state: 'read' };
  }

  /** Takes in what a look at its path has shown, or that no path leads to it. */
  async look(found: { readonly path: string; readonly stats: BigIntStats } | undefined): Promise<void> {
    const moved = found !== undefined && found.path !== this.path;
    const left = found === undefined && this.attached;
    // Its writer has to be told first that the file has moved: the time it may be still counts from now.
    if (moved || left) {
      this.#activeAt = this.#clock.monotonic();
      this.departure.left(this.#activeAt);
    }
    if (moved) {
      this.renamed = true;
      this.path = found.path;
    }
    this.attached = found !== undefined;
    const stats = found?.stats ?? (await this.#handle?.stat({ bigint: true }));
    if (stats === undefined) return;
    if (stats.size > this.#stats.size) this.departure.grew(this.#clock.monotonic());
    this.#stats = stats;
  }

  /** Whether it had to be opened again since it was read, and what is truncated may be another file on its inode. */
  get isReopened(): boolean {
    return this.#reopened;
  }

  get needsRead(): boolean {
    if (this.truncated) return true;
    if (this.packed !== undefined) return !this.#ended;
    if (this.lag > 0 || this.#checked === undefined) return true;
    const { stats, at } = this.#checked;
    if (stats.size !== this.#stats.size || stats.mtimeNs !== this.#stats.mtimeNs) return true;
    if (stats.ctimeNs !== this.#stats.ctimeNs) return true;
    return Number(this.#stats.mtimeNs / 1_000_000n) > at - CLOCK_STEP;
  }

  /**
   * Reads on, at most about `budget` bytes. Returns whether there is more of what the last look had shown. Throws
   * when the file cannot be opened or read.
   */
  async read(buffer: ReadBuffer, budget: number): Promise<boolean> {
    const handle = await this.open();
    if (handle === undefined) return false;
    const stats = this.#stats;
    const at = this.#clock.now();
    let spent = 0;
    do {
      const seen = this.#lines.seen;
      const result = await this.#lines.read(handle, buffer);
      this.truncated = result === 'truncated';
      // What stood in it must be looked for first, in copies of it.
      if (this.truncated) return false;
      this.#reopened = false;
      if (this.#lines.seen !== seen) this.#activeAt = this.#clock.monotonic();
      spent += Math.max(0, this.#lines.seen - seen);
      if (result === 'end') {
        this.#ended = this.packed !== undefined;
        break;
      }
    } while (this.lag > 0 && spent < budget);
    this.#checked = { stats, at };
    return this.lag > 0 && spent >= budget;
  }

  /** Hands on what is left, the last line even without its end. For a file that nobody writes to any more. */
  async finish(buffer: ReadBuffer): Promise<void> {
    const handle = await this.open();
    if (handle === undefined) return;
    for (let result = await this.#lines.read(handle, buffer); result !== 'end'; ) {
      this.truncated = result === 'truncated';
      if (this.truncated) return;
      result = await this.#lines.read(handle, buffer);
    }
    await this.#lines.finish(handle, buffer);
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    // A descriptor of a network file system may fail to close; it is gone all the same.
    await handle?.close().catch(() => undefined);
  }

  /** Undefined when another file has taken its path in the meantime. Throws a system error. */
  async open(): Promise<ReadHandle | undefined> {
    if (this.#handle !== undefined) return this.#handle;
    const opened = await openFile(this.path);
    // Another file has taken the path in the meantime; the next look finds out.
    if (fileKey(opened.stats) !== this.key) await opened.handle.close();
    else this.#handle = opened.handle;
    this.#reopened = true;
    return this.#handle;
  }

  /**
   * Begins again at the start of what has taken the place of its content. Returns the bytes known to have stood after
   * what was handed on.
   */
  restart(): number {
    const { telemetry, source } = this.#outlet;
    telemetry.rotation(source, this.#reopened ? 'replace' : 'truncate');
    this.renamed = false;
    this.truncated = false;
    const known = Math.max(this.#lines.seen, Number(this.#checked?.stats.size ?? 0));
    const lost = known - this.#lines.point.offset;
    this.#lines.restart();
    this.#checked = undefined;
    return lost;
  }
}
