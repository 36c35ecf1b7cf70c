import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '../base/clock.js';
import { LogLimit } from '../base/limited-log.js';
import type { Logger } from '../base/log.js';
import type { FilePosition } from './file-position.js';
import { firstLines } from './first-lines.js';
import { FollowedFile } from './followed-file.js';
import { type OpenedFile, openFile } from './open-file.js';
import type { Outlet } from './outlet.js';
import { cannotRead, isMissing, isSystemError } from './path-error.js';

export interface OpenRequest {
  readonly path: string;
  /** The path of the source that it belongs to; another one for a file that was renamed while nobody looked. */
  readonly name: string;
  /** How far it was read before. */
  readonly known: FilePosition | undefined;
  /** Without a known position: whether only what comes from now on is wanted. */
  readonly atEnd: boolean;
}

export interface OpenResult {
  readonly file: FollowedFile | undefined;
  /** Whether it was opened at the known position. */
  readonly resumed: boolean;
  /** Whether the path led to nothing. */
  readonly gone: boolean;
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
      opened = await openFile(request.path);
      return await this.#begin(request, opened);
    } catch (error) {
      await opened?.handle.close();
      if (!isSystemError(error)) throw error;
      this.cannotRead(request.path, error);
      return { file: undefined, resumed: false, gone: isMissing(error) };
    }
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
    const file = new FollowedFile(this.#outlet, this.#clock, name, opened, lines);
    file.directory = dirname(await realpath(path).catch(() => path));
    if (known !== undefined && from === 'another') {
      telemetry.rotation(source, file.size < known.offset ? 'truncate' : 'replace');
    }
    this.#logger.info({ source, path, from, offset: lines.seen }, 'following file');
    return { file, resumed: from === 'position', gone: false };
  }
}
