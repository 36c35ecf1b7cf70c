import type { FoundFile } from './find-files.js';
import type { FollowedFile } from './followed-file.js';

/** Sorts the file that was written to least recently first: after a rotation the older one has the earlier lines. */
export function byAge(a: FollowedFile, b: FollowedFile): number {
  return compare(a.modified, b.modified) || compare(a.born, b.born) || compare(a.path, b.path);
}

export function foundByAge({ stats: a }: FoundFile, { stats: b }: FoundFile): number {
  return compare(a.mtimeNs, b.mtimeNs) || compare(a.birthtimeNs, b.birthtimeNs);
}

function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
