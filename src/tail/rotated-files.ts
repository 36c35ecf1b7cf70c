import type { BigIntStats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Clock } from '../base/clock.js';
import type { RotatedPattern } from '../config/rotated-pattern.js';
import { type RotatedNames, rotatedNames } from './rotated-names.js';

export interface RotatedFile {
  readonly path: string;
  readonly stats: BigIntStats;
  /** The path of the log that it is history of. */
  readonly of: string;
}

export interface RotatedFindings {
  /** Oldest first. Several may be the same file. */
  readonly files: readonly RotatedFile[];
  readonly directories: ReadonlySet<string>;
  /** The logs all of whose directories could be read or are not there. */
  readonly searched: readonly string[];
}

/** See CLOCK_STEP in followed-file.ts. */
const CLOCK_STEP = 2_000;
/** Late writes to a file that was let go do not change its directory: look all the same. */
const AGAIN = 10_000;
/** When a file was put off. */
const SOON = 1_000;
const NAMES_KEPT = 10_000;

/** Finds the rotated files of logs. Reads a directory again only when something was made or renamed in it. */
export class RotatedFiles {
  readonly #patterns: readonly RotatedPattern[];
  readonly #clock: Clock;
  readonly #names = new Map<string, RotatedNames[]>();
  #seen = new Map<string, bigint>();
  #seenAt = Number.NEGATIVE_INFINITY;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #paths = 0;

  constructor(patterns: readonly RotatedPattern[], clock: Clock) {
    this.#patterns = patterns;
    this.#clock = clock;
  }

  /** Undefined: nothing has changed since the last time, as far as can be told. */
  async find(
    paths: ReadonlySet<string>,
    hurry: 'now' | 'soon' | 'usual',
  ): Promise<RotatedFindings | undefined> {
    // The shortest first: the history of audit.log.1 is history of audit.log.
    const byPath = new Map(
      [...paths].sort((a, b) => a.length - b.length).map((path) => [path, this.#of(path)]),
    );
    const directories = new Set([...byPath.values()].flatMap((all) => all.map(({ directory }) => directory)));
    const at = this.#clock.monotonic();
    const changed = await this.#takeTimes(directories);
    const due =
      changed || paths.size !== this.#paths || at - this.#lookedAt >= (hurry === 'soon' ? SOON : AGAIN);
    if (hurry !== 'now' && !due) return undefined;
    this.#lookedAt = at;
    this.#paths = paths.size;
    const files: RotatedFile[] = [];
    const failed = new Set<string>();
    for (const directory of directories) {
      const found = await list(directory, wantedIn(directory, byPath));
      if (found === undefined) failed.add(directory);
      else files.push(...found);
    }
    const searched = [...byPath].filter(([, names]) => !names.some(({ directory }) => failed.has(directory)));
    return { files: files.sort(byRotation), directories, searched: searched.map(([path]) => path) };
  }

  /** Whether rotation may have given the log at `path` the name `other`. */
  isNameOf(path: string, other: string): boolean {
    const [directory, name] = [dirname(other), basename(other)];
    return this.#of(path).some((names) => names.directory === directory && names.matches(name));
  }

  #of(path: string): RotatedNames[] {
    let names = this.#names.get(path);
    if (names === undefined) {
      if (this.#names.size >= NAMES_KEPT) this.#names.clear();
      names = rotatedNames(this.#patterns, path);
      this.#names.set(path, names);
    }
    return names;
  }

  /**
   * Whether a directory may have changed since the last time: what changed in the clock step of that look looks
   * unchanged. Its time is taken before it is read, so a change meanwhile is seen.
   */
  async #takeTimes(directories: ReadonlySet<string>): Promise<boolean> {
    const before = this.#seenAt;
    this.#seenAt = this.#clock.now();
    const seen = new Map<string, bigint>();
    let changed = false;
    for (const directory of directories) {
      const time = await stat(directory, { bigint: true }).then(
        ({ mtimeNs }) => mtimeNs,
        () => -1n,
      );
      if (time !== this.#seen.get(directory) || Number(time / 1_000_000n) > before - CLOCK_STEP)
        changed = true;
      seen.set(directory, time);
    }
    this.#seen = seen;
    return changed;
  }
}

type Wanted = (name: string) => string | undefined;

/** For a name in `directory`: the log that it is history of. Looks at few of the logs, however many there are. */
function wantedIn(directory: string, byPath: ReadonlyMap<string, readonly RotatedNames[]>): Wanted {
  const byPrefix = new Map<string, { path: string; names: RotatedNames }[]>();
  for (const [path, all] of byPath) {
    for (const names of all) {
      if (names.directory !== directory) continue;
      const list = byPrefix.get(names.prefix);
      if (list === undefined) byPrefix.set(names.prefix, [{ path, names }]);
      else list.push({ path, names });
    }
  }
  return (name) => {
    for (let length = 0; length <= name.length; length += 1) {
      const list = byPrefix.get(name.slice(0, length));
      const found = list?.find(({ names }) => names.matches(name));
      if (found !== undefined) return found.path;
    }
    return undefined;
  };
}

/** Undefined when the directory cannot be read: then nothing is known. */
async function list(directory: string, wanted: Wanted): Promise<RotatedFile[] | undefined> {
  const files: RotatedFile[] = [];
  try {
    for (const name of await readdir(directory)) {
      const of = wanted(name);
      if (of === undefined) continue;
      const path = join(directory, name);
      const stats = await stat(path, { bigint: true }).catch(() => undefined);
      if (stats?.isFile()) files.push({ path, stats, of });
    }
    return files;
  } catch {
    return undefined;
  }
}

/** By the time of the last write; of the same time, as the names count: `.2` is older than `.1`, dates go up. */
export function byRotation(a: RotatedFile, b: RotatedFile): number {
  if (a.stats.mtimeNs !== b.stats.mtimeNs) return a.stats.mtimeNs < b.stats.mtimeNs ? -1 : 1;
  const numbers = [a, b].map(({ path, of }) => /\d+/.exec(path.slice(commonLength(path, of)))?.[0] ?? '0');
  const [one, other] = numbers as [string, string];
  const isDate = one.length >= 6 && other.length >= 6;
  if (isDate) return a.path < b.path ? -1 : Number(a.path > b.path);
  return Number(other) - Number(one) || (a.path < b.path ? -1 : Number(a.path > b.path));
}

function commonLength(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}
