import type { FilePosition } from './file-position.js';
import type { FollowedFile } from './followed-file.js';
import { ReadPoint } from './read-point.js';

/**
 * Whether one of the files has what the position was taken of, and has been read at least as far. A checkpoint that was
 * written while a copy took the place of its original has both.
 */
export async function isFollowed(position: FilePosition, files: Iterable<FollowedFile>): Promise<boolean> {
  for (const file of files) {
    if (file.point.offset < position.offset) continue;
    const handle = await file.open().catch(() => undefined);
    const point = handle && (await ReadPoint.at(handle, position.offset, position.headStart ?? 0));
    if (position.headLength > 0 && point?.is(position)) return true;
  }
  return false;
}
