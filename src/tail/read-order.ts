import type { FollowedFile } from './followed-file.js';

/**
 * History is read before what stands at its path now. `before`: the file that a path led to until now, if it is followed.
 */
export function readInOrder(
  files: Iterable<FollowedFile>,
  history: readonly FollowedFile[],
  before: (path: string) => FollowedFile | undefined,
): void {
  const last = new Map<string, FollowedFile>();
  for (const file of [...history].sort((a, b) => Number(a.modified - b.modified))) {
    const former = before(file.of);
    const isEarlier =
      former !== undefined && !history.includes(former) && !(former.attached && former.path === file.of);
    file.predecessor = last.get(file.of) ?? (isEarlier ? former : undefined);
    last.set(file.of, file);
  }
  for (const file of files) {
    const former = file.attached && !history.includes(file) ? last.get(file.path) : undefined;
    if (former !== undefined) file.predecessor = former;
  }
}
