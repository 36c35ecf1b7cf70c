import { dirname } from 'node:path';
import type { Clock } from '../base/clock.js';
import type { Logger } from '../base/log.js';
import { byAge, foundByAge } from './file-age.js';
import { type FileKey, fileKey, positionKey } from './file-identity.js';
import { FileOpener, type OpenRequest, type OpenResult } from './file-opener.js';
import type { FilePosition } from './file-position.js';
import { type Findings, type FoundFile, findFiles } from './find-files.js';
import type { FollowedFile } from './followed-file.js';
import { KnownPositions } from './known-positions.js';
import type { Outlet } from './outlet.js';
import { isSystemError } from './path-error.js';
import { PathHistory } from './path-history.js';
import type { PathPattern } from './path-pattern.js';
import { siblingFiles } from './sibling-files.js';

/** Copies and moved volumes are known by content alone; a short head such as a banner is not enough for that. */
const CONTENT_BYTES = 256;

export interface FileSetOptions {
  readonly outlet: Outlet;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly patterns: readonly PathPattern[];
  readonly start: 'beginning' | 'end';
  readonly positions: readonly FilePosition[];
}

/** The files of a source: finds them, opens each once whatever its names are, and knows which are old and new. */
export class FileSet {
  readonly #options: FileSetOptions;
  readonly #opener: FileOpener;
  readonly #files = new Map<FileKey, FollowedFile>();
  readonly #known: KnownPositions;
  readonly #history = new PathHistory();
  /** Patterns that had files in an earlier run: what they find now has come since. */
  readonly #resumed: ReadonlySet<PathPattern>;
  #directories = new Set<string>();
  #looks = 0;

  constructor(options: FileSetOptions) {
    const { outlet, clock, logger, patterns, positions } = options;
    this.#options = options;
    this.#opener = new FileOpener(outlet, clock, logger);
    this.#known = new KnownPositions(positions);
    this.#resumed = new Set(
      patterns.filter((pattern) => positions.some(({ path }) => pattern.matches(path))),
    );
  }

  /** Oldest first, as far as the file system can tell. */
  get files(): FollowedFile[] {
    return [...this.#files.values()].sort(byAge);
  }

  /** Directories in which something may happen to a file of the source. */
  get directories(): ReadonlySet<string> {
    return this.#directories;
  }

  positions(): FilePosition[] {
    return [...[...this.#files.values()].map((file) => file.position()), ...this.#known.awaited];
  }

  /**
   * Looks at all paths: opens what is new, notices what has gone. `quick` leaves out renamed files that have been
   * still for a second: there may be many, and a log that is written to causes many quick looks. Throws only for
   * faults of this program.
   */
  async look(quick = false): Promise<void> {
    const findings = await findFiles(this.#options.patterns);
    for (const { path, error } of findings.problems) this.#opener.cannotRead(path, error);
    const attached = this.#byKey(findings);
    const isNew = new Set([...attached.keys()].filter((key) => !this.#isKnown(key)));
    await this.#resume(attached);
    for (const file of [...this.#files.values()]) {
      if (quick && !file.attached && !attached.has(file.key) && file.idle > 1_000) continue;
      await this.#lookAt(file, attached.get(file.key), findings.complete);
    }
    for (const found of [...attached.values()].sort(foundByAge)) await this.#openFound(found);
    this.#countRotations(findings, isNew);
    this.#directories = new Set(findings.directories);
    for (const file of this.#files.values()) this.#directories.add(file.directory);
    this.#looks += 1;
  }

  /** Whether the path that led to this file leads to another one now, and that one is in use. */
  isSuperseded(file: FollowedFile): boolean {
    const successor = this.#files.get(this.#history.at(file.path) ?? '');
    return successor !== undefined && successor !== file && successor.size > 0;
  }

  /** Lets a file go for good. Its position is kept for a while, in case it comes back. */
  async drop(file: FollowedFile): Promise<void> {
    await file.close();
    this.#known.release(file.position());
    this.#files.delete(file.key);
  }

  /** Reports a file that cannot be read; it is tried again by the next look. */
  async fail(file: FollowedFile, error: unknown): Promise<void> {
    if (!isSystemError(error)) throw error;
    file.broken = true;
    // Without its path it could not be opened again.
    if (file.attached) await file.close();
    this.#opener.cannotRead(file.path, error);
  }

  async close(): Promise<void> {
    for (const file of this.#files.values()) await file.close();
  }

  #isKnown(key: FileKey): boolean {
    return this.#files.has(key) || this.#known.get(key) !== undefined;
  }

  /** One entry for each file: the path it is known by if that still leads to it, else the first one. */
  #byKey(findings: Findings): Map<FileKey, FoundFile> {
    const files = new Map<FileKey, FoundFile>();
    for (const found of findings.files) {
      const key = fileKey(found.stats);
      if (!files.has(key) || this.#files.get(key)?.path === found.path) files.set(key, found);
    }
    return files;
  }

  async #lookAt(file: FollowedFile, found: FoundFile | undefined, complete: boolean): Promise<void> {
    try {
      await file.look(found);
    } catch (error) {
      await this.fail(file, error);
    }
    if (found === undefined && !file.isOpen && complete) await this.drop(file);
  }

  /** Finds the files of an earlier run that no path leads to now: rotated while nobody looked. */
  async #resume(attached: ReadonlyMap<FileKey, FoundFile>): Promise<void> {
    const siblings = new Map<string, Map<FileKey, string> | undefined>();
    for (const known of this.#known.awaited) {
      const key = positionKey(known);
      if (attached.has(key)) continue;
      const directory = dirname(known.path);
      if (!siblings.has(directory)) siblings.set(directory, await siblingFiles(directory));
      const there = siblings.get(directory);
      // A directory that is not there yet says nothing about its files.
      if (there === undefined) continue;
      const path = there.get(key);
      if (path === undefined) await this.#resumeCopy(known, attached);
      else if (!(await this.#open({ path, name: known.path, known, atEnd: false })).file) continue;
      this.#known.delete(key);
      this.#history.note(known.path, key);
    }
  }

  /** The same content at the same path but on another device or inode: restored, or the volume has moved. */
  async #resumeCopy(known: FilePosition, attached: ReadonlyMap<FileKey, FoundFile>): Promise<void> {
    const { logger, outlet } = this.#options;
    const { path } = known;
    const copy = [...attached.values()].find((found) => found.path === path);
    if (copy !== undefined && known.headLength >= CONTENT_BYTES && !this.#isKnown(fileKey(copy.stats))) {
      if ((await this.#open({ path, name: path, known, atEnd: false }, true)).file) return;
    }
    logger.warn({ source: outlet.source, path }, 'cannot find the file that was read before; it is gone');
  }

  async #openFound({ path, stats, pattern }: FoundFile): Promise<void> {
    const key = fileKey(stats);
    if (this.#files.has(key)) return;
    const known = this.#known.get(key);
    const first = this.#looks === 0 && !this.#resumed.has(pattern);
    const request = { path, name: path, known, atEnd: first && this.#options.start === 'end' };
    const { file, gone } = await this.#open(request);
    if (this.#files.has(key) || (file === undefined && !gone)) return;
    // Renamed between the look and the opening: no later look would find it under this path.
    const renamed = (await siblingFiles(dirname(path)))?.get(key);
    if (renamed !== undefined) await this.#open({ ...request, path: renamed });
  }

  async #open(request: OpenRequest, onlyResumed = false): Promise<OpenResult> {
    const result = await this.#opener.open(request);
    const { file } = result;
    if (file === undefined) return result;
    if (this.#files.has(file.key) || (onlyResumed && !result.resumed)) {
      await file.close();
      return { ...result, file: undefined };
    }
    file.predecessor = this.#files.get(this.#history.at(request.name) ?? '');
    this.#files.set(file.key, file);
    this.#known.delete(file.key);
    return result;
  }

  #countRotations(findings: Findings, isNew: ReadonlySet<FileKey>): void {
    const { telemetry, source } = this.#options.outlet;
    const found = new Map(findings.files.map(({ path, stats }) => [path, fileKey(stats)]));
    const kinds = this.#history.update(found, findings.complete, {
      isNew: (key) => isNew.has(key),
      isDeleted: (key) => this.#files.get(key)?.deleted ?? true,
    });
    for (const kind of kinds) telemetry.rotation(source, kind);
  }
}
