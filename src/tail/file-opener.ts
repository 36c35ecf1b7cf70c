import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '../base/clock.js';
import { LogLimit } from '../base/limited-log.js';
import type { Logger } from '../base/log.js';
import type { Arrival } from './arrival.js';
import { type FileKey, fileKey } from './file-identity.js';
import { FileLines } from './file-lines.js';
import type { FilePosition } from './file-position.js';
import { firstLines } from './first-lines.js';
import { FollowedFile } from './followed-file.js';
import { type OpenedFile, openFile, openRotated } from './open-file.js';
import type { Outlet } from './outlet.js';
import { cannotRead, isMissing, isSystemError } from './path-error.js';
import { ReadPoint } from './read-point.js';

export interface OpenRequest {
  readonly path: string;
  /** The path of the source that it belongs to; another one for a file that was renamed while nobody looked. */
  readonly name: string;
  /** How far it was read before. */
  readonly known: FilePosition | undefined;
  /** Whether it is wanted only if it is the file that the known position was taken of. */
  readonly only?: boolean;
  /** The file that the path led to just now; nothing is opened when it leads to another one. */
  readonly key?: FileKey;
  /** When it was made (ns): its inode may have been given to another file since. */
  readonly born?: bigint;
  /** Without a known position: whether only what comes from now on is wanted. */
  readonly atEnd: boolean;
  /** Whether it may be compressed. */
  readonly rotated?: boolean;
}

export interface OpenResult {
  readonly file: FollowedFile | undefined;
  /** Whether it was opened at the known position. */
  readonly resumed: boolean;
  /** Whether the path led to nothing. */
  readonly gone: boolean;
  /** Whether it was wanted only if it was what it is not. */
  readonly isOther: boolean;
}

/** Opens files of a source and finds the place to begin at. Says what cannot be read, once a minute and path. */
export class FileOpener {
  readonly #outlet: Outlet;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #limit: LogLimit;

  constructor(outlet: Outlet, clock: Clock, logger: Logger) {
    this.#outlet = outlet;
    this.#clock = clock;
    this.#logger = logger;
    this.#limit = new LogLimit(clock);
  }

  async open(request: OpenRequest): Promise<OpenResult> {
    let opened: OpenedFile | undefined;
    try {
      opened = await (request.rotated ? openRotated : openFile)(request.path);
      if (isExpected(request, opened)) return await this.#begin(request, opened);
      await opened.handle.close();
      return { file: undefined, resumed: false, gone: false, isOther: false };
    } catch (error) {
      await opened?.handle.close();
      if (!isSystemError(error)) throw error;
      this.cannotRead(request.path, error);
      return { file: undefined, resumed: false, gone: isMissing(error), isOther: false };
    }
  }

  /** A rotated file, compressed or not. Undefined when it cannot be read, or the path leads to another file now. */
  async openArrival({ path, stats }: Pick<Arrival, 'path' | 'stats'>): Promise<OpenedFile | undefined> {
    try {
      const opened = await openRotated(path);
      if (fileKey(opened.stats) === fileKey(stats)) return opened;
      await opened.handle.close();
    } catch (error) {
      if (!isSystemError(error)) throw error;
      if (!isMissing(error)) this.cannotRead(path, error);
    }
    return undefined;
  }

  /** Follows a rotated file from `point` on. */
  async followArrival(
    arrival: Arrival,
    opened: OpenedFile,
    point: ReadPoint | undefined,
  ): Promise<FollowedFile> {
    const { path, of } = arrival;
    const { source } = this.#outlet;
    const name = arrival.attached ? path : of;
    const lines = new FileLines(this.#outlet, name, point ?? new ReadPoint());
    const file = new FollowedFile(this.#outlet, this.#clock, name, opened, lines);
    file.location = path;
    file.of = of;
    file.directory = dirname(await realpath(path).catch(() => path));
    file.attached = arrival.attached;
    file.renamed = arrival.rotated;
    file.departure.left(this.#clock.monotonic());
    const from = point === undefined ? 'start' : 'position';
    this.#logger.info({ source, path, of, from, offset: lines.seen }, 'reading rotated file');
    return file;
  }

  cannotRead(path: string, error: unknown): void {
    const { source } = this.#outlet;
    const message = cannotRead(path, error);
    this.#limit.say(path, (held) => this.#logger.warn({ source, ...(held > 0 && { held }) }, message));
  }

  async #begin(request: OpenRequest, opened: OpenedFile): Promise<OpenResult> {
    const { path, name, known, atEnd } = request;
    const { source, telemetry } = this.#outlet;
    const { lines, from } = await firstLines(this.#outlet, name, opened, known, atEnd);
    if (request.only && from !== 'position') {
      await opened.handle.close();
      return { file: undefined, resumed: false, gone: false, isOther: true };
    }
    const file = new FollowedFile(this.#outlet, this.#clock, name, opened, lines);
    file.location = path;
    file.directory = dirname(await realpath(path).catch(() => path));
    if (from === 'position' && known?.path !== path) {
      file.renamed = true;
      file.departure.left(this.#clock.monotonic());
    }
    if (known !== undefined && known.state === undefined && from === 'another') {
      telemetry.rotation(source, file.size < known.offset ? 'truncate' : 'replace');
    }
    this.#logger.info({ source, path, from, offset: lines.seen }, 'following file');
    return { file, resumed: from === 'position', gone: false, isOther: false };
  }
}

function isExpected({ key, born }: OpenRequest, { stats }: OpenedFile): boolean {
  return (key === undefined || key === fileKey(stats)) && (born === undefined || born === stats.birthtimeNs);
}
