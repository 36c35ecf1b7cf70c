import { resolve } from 'node:path';
import type { Clock } from '../base/clock.js';
import type { Logger } from '../base/log.js';
import type { Arrival } from './arrival.js';
import { foundByAge } from './file-age.js';
import { type FileKey, fileKey, positionKey } from './file-identity.js';
import type { FileOpener } from './file-opener.js';
import type { FilePosition } from './file-position.js';
import type { FoundFile } from './find-files.js';
import { FollowedFile } from './followed-file.js';
import { History } from './history.js';
import type { KnownPositions } from './known-positions.js';
import type { Present } from './larger-twin.js';
import { OldHistory } from './old-history.js';
import type { Outlet } from './outlet.js';
import { RotatedFiles, type RotatedFindings } from './rotated-files.js';
import { packedKind } from './unpacker.js';

export interface RotationsOptions {
  readonly outlet: Outlet;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly opener: FileOpener;
  readonly files: Map<FileKey, FollowedFile>;
  readonly known: KnownPositions;
  readonly rotated: readonly string[];
  readonly positions: readonly FilePosition[];
  /** Of logs met for the first time: history that was made later (ns) is new. Undefined: all of it is old. */
  readonly since: bigint | undefined;
}

/** What came of opening. */
export interface Opened {
  /** Oldest first. */
  readonly files: readonly FollowedFile[];
  /** Files of which nothing is to be read. */
  readonly known: ReadonlySet<FileKey>;
}

/** What rotated while nobody looked: files that were renamed, copied and compressed, each read once, in order. */
export class Rotations {
  readonly #options: RotationsOptions;
  readonly #rotated: RotatedFiles;
  readonly #history: History;
  readonly #old: OldHistory;
  #findings: RotatedFindings = { files: [], directories: new Set(), searched: [] };
  #keys: ReadonlySet<FileKey> = new Set();
  /** When the look before this one began, or the last one of an earlier run. */
  #since: bigint | undefined;

  constructor(options: RotationsOptions) {
    const { outlet, opener, files, known, positions, rotated, clock } = options;
    this.#since = options.since;
    const { source } = outlet;
    this.#options = options;
    this.#rotated = new RotatedFiles(rotated, clock);
    this.#history = new History({ source, opener, files, known });
    this.#old = new OldHistory({ source, opener, positions, rotated: this.#rotated });
  }

  get directories(): ReadonlySet<string> {
    return this.#findings.directories;
  }

  /** Whether rotation may have given the log at `path` the name `other`. */
  isNameOf(path: string, other: string): boolean {
    return this.#rotated.isNameOf(path, other);
  }

  /** Whether the last look found the file under a rotated name. */
  isHistory(key: FileKey): boolean {
    return this.#keys.has(key);
  }

  /** Of files that paths of the source lead to, those with a name that no rotation gives. */
  logsAmong(files: readonly FoundFile[]): Set<FileKey> {
    const rotated = new Set(this.#findings.files.map(({ path }) => resolve(path)));
    return new Set(
      files.filter(({ path }) => !rotated.has(resolve(path))).map(({ stats }) => fileKey(stats)),
    );
  }

  /** Whether a rotated file could not be opened: it may be the one that is looked for. */
  get isBlind(): boolean {
    return this.#history.isBlind;
  }

  /** Where a rotated file is that was found by the last look. */
  pathOf(position: FilePosition): string | undefined {
    const key = positionKey(position);
    const path = this.#findings.files.find(({ stats }) => fileKey(stats) === key)?.path;
    const isPacked = path !== undefined && packedKind(path) !== undefined;
    // An inode is used again, and the file that has it now may be what the one before was compressed into.
    return isPacked === (position.packedSize !== undefined) ? path : undefined;
  }

  /** Whether a file is found under another name than by the last look: it may have been missed on its way. */
  async haveMoved(paths: ReadonlySet<string>): Promise<boolean> {
    const before = placesOf(this.#findings);
    const findings = await this.#rotated.find(paths, 'now');
    return findings !== undefined && placesOf(findings) !== before;
  }

  /** Looks for rotated files; what of them is old is known from here on. False: nothing has changed. */
  async find(
    paths: ReadonlySet<string>,
    attached: ReadonlyMap<FileKey, FoundFile>,
    now: boolean,
  ): Promise<boolean> {
    const { known, files, clock } = this.#options;
    const began = BigInt(Math.floor(clock.now())) * 1_000_000n;
    const findings = await this.#rotated.find(paths, now ? 'now' : this.#history.holds ? 'soon' : 'usual');
    if (findings === undefined) return false;
    this.#findings = findings;
    this.#keys = new Set(findings.files.map(({ stats }) => fileKey(stats)));
    const isKnown = (key: FileKey) => attached.has(key) || files.has(key) || known.has(key);
    const old = await this.#old.of(findings, isKnown, this.#since);
    // All in one step: with half of them in a checkpoint, the other half would look new.
    for (const position of old) known.add(position);
    this.#since = began;
    await known.forgetAllBut(new Set([...this.#keys, ...attached.keys()]), findings.directories);
    return true;
  }

  /**
   * The rotated files that were found last, and of those that paths of the source lead to (`attached`) the ones that
   * came `later` than the first look: under a rotated name, or one that is new.
   */
  arrivals(
    attached: ReadonlyMap<FileKey, FoundFile>,
    later: ReadonlyMap<FileKey, FoundFile>,
    isNewPath: (path: string) => boolean,
  ): Arrival[] {
    const arrivals = new Map<FileKey, Arrival>();
    for (const { path, stats, of } of this.#findings.files) {
      const key = fileKey(stats);
      if (attached.has(key) && !later.has(key)) continue;
      const found = attached.get(key);
      arrivals.set(key, {
        path: found?.path ?? path,
        stats,
        of,
        attached: found !== undefined,
        rotated: true,
      });
    }
    for (const { path, stats } of [...later.values()].sort(foundByAge)) {
      const key = fileKey(stats);
      if (arrivals.has(key) || !isNewPath(path)) continue;
      arrivals.set(key, { path, stats, of: path, attached: true, rotated: false });
    }
    return [...arrivals.values()];
  }

  /**
   * Opens those that hold something unread. Positions of `lost` that are found are taken out. `unsure`: see History.
   * `lostBy`: the followed file that one of them was taken of.
   */
  async open(
    arrivals: readonly Arrival[],
    attached: ReadonlyMap<FileKey, FoundFile>,
    lost: Set<FilePosition>,
    unsure: readonly FilePosition[],
    lostBy?: FollowedFile,
  ): Promise<Opened> {
    const files: FollowedFile[] = [];
    const known = new Set<FileKey>();
    const present = new Map<FileKey, Present>(attached);
    for (const arrival of arrivals) present.set(fileKey(arrival.stats), arrival);
    this.#history.begin(present, unsure);
    for (const arrival of arrivals) {
      const verdict = await this.#history.open(arrival, lost, lostBy);
      if (verdict instanceof FollowedFile) files.push(verdict);
      else if (verdict === 'known') known.add(fileKey(arrival.stats));
    }
    this.#history.end(lost);
    return { files, known };
  }

  /**
   * Positions that no file was found for: what stood after them is gone. `unread`: how much of it was known to be
   * there; undefined when nobody looked.
   */
  giveUp(lost: Iterable<FilePosition>, unread?: number): void {
    const { known, logger, outlet } = this.#options;
    const { source, telemetry } = outlet;
    for (const position of lost) {
      known.delete(position);
      const { path, offset } = position;
      // Nothing was ever read of it, and nothing is known to have stood in it.
      if (offset === 0 && (unread ?? 0) === 0) continue;
      known.add({ ...position, state: 'read' });
      const to = unread === undefined ? undefined : offset + unread;
      const range = { source, path, from: offset, ...(to !== undefined && { to }) };
      if (unread === 0) {
        logger.warn(
          range,
          `${path} was truncated and no copy of it is there; all that was known of it had been read`,
        );
        continue;
      }
      telemetry.gap(source, unread ?? 0);
      const bytes = `byte ${offset} ${to === undefined ? 'on' : `to ${to}`}`;
      logger.warn(
        range,
        `cannot read ${path} from ${bytes}: it is gone; check that "rotated" names the rotated files`,
      );
    }
  }
}

function placesOf({ files }: RotatedFindings): string {
  return files
    .map(({ path, stats }) => `${path}\0${fileKey(stats)}`)
    .sort()
    .join('\0');
}
