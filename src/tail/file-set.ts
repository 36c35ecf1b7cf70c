import { dirname } from 'node:path';
import type { Clock } from '../base/clock.js';
import type { Logger } from '../base/log.js';
import type { RotatedPattern } from '../config/rotated-pattern.js';
import { AwaitedFiles } from './awaited-files.js';
import { byAge, foundByAge } from './file-age.js';
import { type FileKey, fileKey } from './file-identity.js';
import { FileOpener, type OpenRequest, type OpenResult } from './file-opener.js';
import type { FilePosition } from './file-position.js';
import { type Findings, type FoundFile, findFiles } from './find-files.js';
import type { FollowedFile } from './followed-file.js';
import { isFollowed } from './is-followed.js';
import { KnownPositions } from './known-positions.js';
import { LogPaths } from './log-paths.js';
import { MissingPositions } from './missing-positions.js';
import type { Outlet } from './outlet.js';
import { reportPackedFault } from './packed-fault.js';
import { isSystemError } from './path-error.js';
import { PathHistory } from './path-history.js';
import type { PathPattern } from './path-pattern.js';
import { readInOrder } from './read-order.js';
import { type Opened, Rotations } from './rotations.js';
import { siblingFiles } from './sibling-files.js';

/** As long as names change under our eyes. */
const LOOKS = 5;

export interface FileSetOptions {
  readonly outlet: Outlet;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly patterns: readonly PathPattern[];
  readonly start: 'beginning' | 'end';
  readonly rotated: readonly RotatedPattern[];
  readonly positions: readonly FilePosition[];
  readonly followedUntil: number | undefined;
}

/** The files of a source: finds them, opens each once whatever its names are, and knows which are old and new. */
export class FileSet {
  readonly #options: FileSetOptions;
  readonly #opener: FileOpener;
  readonly #files = new Map<FileKey, FollowedFile>();
  readonly #known: KnownPositions;
  readonly #rotations: Rotations;
  readonly #awaited: AwaitedFiles;
  readonly #history = new PathHistory();
  /** Files that were made later (ns) have come since the last run. */
  readonly #newSince: bigint | undefined;
  /** Patterns that had files in an earlier run: what they find now has come since. */
  readonly #resumed: ReadonlySet<PathPattern>;
  readonly #logs: LogPaths;
  readonly #missing: MissingPositions;
  /** Files that were found under a name that is not a rotated one. */
  #logKeys: ReadonlySet<FileKey> = new Set();
  #directories = new Set<string>();
  #looks = 0;

  constructor(options: FileSetOptions) {
    const { outlet, clock, logger, patterns, positions, followedUntil } = options;
    this.#options = options;
    this.#opener = new FileOpener(outlet, clock, logger);
    this.#known = new KnownPositions(positions, clock);
    this.#missing = new MissingPositions(clock);
    this.#logs = new LogPaths(patterns);
    const { rotated } = options;
    const shared = { opener: this.#opener, files: this.#files, known: this.#known };
    this.#newSince = newSince(followedUntil);
    const since = this.#newSince;
    this.#rotations = new Rotations({ outlet, clock, logger, rotated, positions, since, ...shared });
    this.#awaited = new AwaitedFiles({ ...shared, rotations: this.#rotations, history: this.#history });
    this.#resumed = new Set(
      patterns.filter((pattern) =>
        positions.some(({ path, state }) => state !== 'old' && pattern.matches(path)),
      ),
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
    const live = [...this.#files.values()].map((file) => file.position());
    return [...live, ...this.#known.awaited, ...this.#known.past];
  }

  /** Whether the file of a position is still looked for: it may be in one that cannot be opened now. */
  get isSearching(): boolean {
    return !this.#missing.isEmpty;
  }

  /**
   * Looks at all paths: opens what is new, notices what has gone. `quick` leaves out renamed files that have been
   * still for a second: there may be many, and a log that is written to causes many quick looks. Throws only for
   * faults of this program.
   */
  async look(quick = false): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const findings = await findFiles(this.#options.patterns);
      const lost = await this.#take(findings, quick);
      const isFirst = this.#looks === tries && this.#options.positions.length > 0;
      // A file that is renamed while a directory is read may be seen nowhere. Later looks find it; but what has been
      // read after the first one counts as all there was.
      const matters = lost.size > 0 || isFirst;
      if (matters && tries < LOOKS && (await this.#rotations.haveMoved(this.#paths(findings)))) continue;
      for (const position of lost)
        if (await isFollowed(position, this.#files.values())) this.#forget(position, lost);
      return this.#rotations.giveUp(this.#missing.take(lost, this.#rotations.isBlind));
    }
  }

  /** Takes in what was found. Returns the positions that no file was found for. */
  async #take(findings: Findings, quick: boolean): Promise<Set<FilePosition>> {
    for (const { path, error } of findings.problems) this.#opener.cannotRead(path, error);
    const attached = this.#byKey(findings);
    const isNew = new Set([...attached.keys()].filter((key) => !this.#isKnown(key)));
    // After the paths: a file that is rotated meanwhile is then seen at one of its two places, or at both.
    const isAwaiting = this.#known.awaited.length > 0;
    const changed = await this.#rotations.find(this.#paths(findings), attached, isAwaiting);
    const { files: resumed, lost, unsure } = await this.#awaited.resume(attached);
    for (const file of [...this.#files.values()]) {
      if (quick && !file.attached && !attached.has(file.key) && file.idle > 1_000) continue;
      await this.#lookAt(file, attached.get(file.key), findings.complete);
    }
    this.#logKeys = this.#rotations.logsAmong(findings.files);
    // Its path alone does not tell: what it is history of may have come later.
    for (const file of this.#files.values()) file.renamed ||= this.#isHistory(file.key);
    const opened =
      changed || lost.size > 0 || [...attached.keys()].some((key) => !this.#files.has(key))
        ? await this.#openHistory(attached, lost, unsure)
        : none;
    for (const found of [...attached.values()].sort(foundByAge)) {
      const key = fileKey(found.stats);
      if (opened.known.has(key)) isNew.delete(key);
      // The inode of the file that this rotation removed may be that of the new log.
      else if (await this.#openFound(found, lost)) isNew.add(key);
    }
    this.#order([...resumed, ...opened.files]);
    this.#countRotations(findings, isNew);
    for (const { path, stats } of findings.files) {
      if (!this.#isHistory(fileKey(stats))) this.#logs.add(path);
    }
    this.#directories = new Set([...findings.directories, ...this.#rotations.directories]);
    for (const file of this.#files.values()) this.#directories.add(file.directory);
    this.#looks += 1;
    return lost;
  }

  /**
   * A file was truncated: what it held is to be read from the copy that copytruncate made, and then what it holds now,
   * which may be a copy itself.
   */
  async recover(file: FollowedFile): Promise<void> {
    const lost = new Set([file.position()]);
    const files: FollowedFile[] = [];
    // The copy may be renamed or compressed this moment, and so be missed.
    for (let tries = 1; tries <= LOOKS && lost.size > 0; tries += 1) {
      const findings = await findFiles(this.#options.patterns);
      const attached = this.#byKey(findings);
      await this.#rotations.find(this.#paths(findings), attached, true);
      files.push(...(await this.#openHistory(attached, lost, this.#known.awaited, file)).files);
      if (!this.#rotations.isBlind && !(await this.#rotations.haveMoved(this.#paths(findings)))) break;
    }
    const isOther = file.isReopened || this.#isHistory(file.key);
    const record = file.record();
    const unread = file.restart();
    if (isOther) this.#files.delete(file.key);
    this.#rotations.giveUp(lost, unread);
    if (isOther) {
      this.#known.add(record);
      await file.close();
      await this.look();
    }
    this.#order(files);
  }

  /** Whether the path that led to this file leads to another one now, and that one is in use. */
  isSuperseded(file: FollowedFile): boolean {
    const successor = this.#files.get(this.#history.at(file.path) ?? '');
    return successor !== undefined && successor !== file && successor.size > 0;
  }

  /** Lets a file go for good. Its position is kept for a while, in case it comes back. */
  async drop(file: FollowedFile): Promise<void> {
    reportPackedFault(file, this.#options.outlet, this.#options.logger);
    const record = file.record();
    await file.close();
    this.#known.add(record);
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

  /** Whether it has a rotated name and no other: a log may be a link to a file with such a name. */
  #isHistory(key: FileKey): boolean {
    return this.#rotations.isHistory(key) && !this.#logKeys.has(key);
  }

  #isKnown(key: FileKey): boolean {
    return this.#files.has(key) || this.#known.has(key);
  }

  /** One entry for each file: the path it is known by if that still leads to it, else one that is no rotated name. */
  #byKey(findings: Findings): Map<FileKey, FoundFile> {
    const files = new Map<FileKey, FoundFile>();
    for (const found of findings.files) {
      const key = fileKey(found.stats);
      const other = files.get(key);
      const isBetter = other !== undefined && this.#rotations.isNameOf(found.path, other.path);
      const isFollowed = other !== undefined && this.#files.get(key)?.path === other.path;
      if (other === undefined || (isBetter && !isFollowed) || this.#files.get(key)?.path === found.path)
        files.set(key, found);
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

  async #openHistory(
    attached: ReadonlyMap<FileKey, FoundFile>,
    lost: Set<FilePosition>,
    unsure: readonly FilePosition[],
    lostBy?: FollowedFile,
  ): Promise<Opened> {
    // What a first look finds is all new, or all old.
    const later = [...attached].filter(([, found]) => !this.#isFromBefore(found));
    const isNewPath = (path: string) => lostBy !== undefined || this.#history.at(path) === undefined;
    const arrivals = this.#rotations.arrivals(attached, new Map(later), isNewPath);
    return this.#rotations.open(arrivals, attached, lost, unsure, lostBy);
  }

  /** Whether it may have been there before the source was followed for the first time. */
  #isFromBefore({ pattern, stats }: FoundFile): boolean {
    if (this.#looks > 0 || this.#resumed.has(pattern)) return false;
    return this.#newSince === undefined || stats.birthtimeNs < this.#newSince;
  }

  /** Whether it was opened as a file that nobody has met. */
  async #openFound(found: FoundFile, lost: ReadonlySet<FilePosition>): Promise<boolean> {
    const { path, stats } = found;
    const key = fileKey(stats);
    // What may be the file of a position is tried again by the next look.
    const isAwaited = this.#known.of(key).some((known) => known.state === undefined && !lost.has(known));
    if (this.#files.has(key) || isAwaited) return false;
    const known = this.#known.of(key).findLast(({ state }) => state !== 'old');
    const atEnd = this.#options.start === 'end' && this.#isFromBefore(found);
    const request = { path, name: path, known, atEnd };
    const { file, gone, resumed } = await this.#open(request);
    if (this.#files.has(key) || (file === undefined && !gone)) return file?.key === key && !resumed;
    // Renamed between the look and the opening: no later look would find it under this path.
    const renamed = (await siblingFiles(dirname(path)))?.get(key);
    if (renamed === undefined) return false;
    await this.#open({ ...request, path: renamed, key, born: stats.birthtimeNs });
    return false;
  }

  async #open(request: OpenRequest): Promise<OpenResult> {
    const result = await this.#opener.open(request);
    const { file } = result;
    if (file === undefined) return result;
    if (this.#files.has(file.key)) {
      await file.close();
      return { ...result, file: undefined };
    }
    file.predecessor = this.#files.get(this.#history.at(request.name) ?? '');
    this.#adopt(file, result.resumed ? request.known : undefined);
    return result;
  }

  /** In one step: a checkpoint has the file or its position, never both or neither. */
  #adopt(file: FollowedFile, known: FilePosition | undefined): void {
    this.#files.set(file.key, file);
    if (known !== undefined) this.#known.delete(known);
  }

  /** The logs whose history matters. */
  #paths({ files }: Findings): Set<string> {
    return this.#logs.with(files, this.#files.values(), this.#known.awaited);
  }

  #forget(position: FilePosition, lost: Set<FilePosition>): void {
    lost.delete(position);
    this.#known.delete(position);
  }

  #order(history: readonly FollowedFile[]): void {
    readInOrder(this.#files.values(), history, (path) => this.#files.get(this.#history.at(path) ?? ''));
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

/** The last look of that run was somewhat earlier than what it kept. */
const MARGIN = 5_000;

function newSince(followedUntil: number | undefined): bigint | undefined {
  return followedUntil === undefined ? undefined : BigInt(Math.floor(followedUntil - MARGIN)) * 1_000_000n;
}

const none: Opened = { files: [], known: new Set() };
