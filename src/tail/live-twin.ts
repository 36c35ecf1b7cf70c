import type { Arrival } from './arrival.js';
import type { FollowedFile } from './followed-file.js';
import { BEYOND_BANNER, knownContent } from './known-content.js';
import type { OpenedFile } from './open-file.js';
import { bytesAt, type ReadHandle } from './read-handle.js';
import { HEAD_BYTES, TAIL_BYTES } from './read-point.js';
import { UnpackedFile } from './unpacked-file.js';

const PIECE = 256 * 1024;

/**
 * What an arrival is to the files that are followed. `hold`: the copy of one that has all of it, or that will be found
 * truncated by its next read and then looked for. `read`: such a copy, and all of it has been read.
 */
export async function liveTwin(
  arrival: Arrival,
  { handle, stats }: OpenedFile,
  files: readonly FollowedFile[],
): Promise<'hold' | 'read' | undefined> {
  const size = Number(stats.size);
  // Under a name that no rotation gives, a file is a copy only when it has more than a banner in common.
  if (!arrival.rotated && size < BEYOND_BANNER) return undefined;
  for (const file of files) {
    if (file.packed !== undefined) continue;
    if (await isBeginningOf(file, handle, size)) {
      return handle instanceof UnpackedFile || file.point.offset < size ? 'hold' : 'read';
    }
    const copy = await knownContent(handle, { own: [], gone: [file.position()], present: [] });
    if ((copy?.point?.offset ?? 0) >= BEYOND_BANNER) return 'hold';
    if (copy !== undefined && !(await isIntact(file))) return 'hold';
  }
  return undefined;
}

/** Whether the file still holds what was read of it. */
async function isIntact(file: FollowedFile): Promise<boolean> {
  const handle = await file.open();
  return handle !== undefined && (await file.point.isIn(handle));
}

/**
 * Whether `copy`, of `size` bytes, holds nothing but what `file` begins with, read or not: a copy that is being made
 * before a truncation, or a compressed one whose original is still open.
 */
async function isBeginningOf(file: FollowedFile, copy: ReadHandle, size: number): Promise<boolean> {
  const head = await bytesAt(copy, 0, HEAD_BYTES);
  if (head.length === 0 || file.packed !== undefined || !(await file.point.sharesHead(copy))) return false;
  const handle = await file.open();
  if (handle === undefined || !head.equals(await bytesAt(handle, 0, head.length))) return false;
  // One that is renamed or deleted is let go before long, and then the compressed file is looked at again, once.
  if (copy instanceof UnpackedFile) return !file.attached || holdsAll(handle, copy);
  const from = Math.max(0, size - TAIL_BYTES);
  const end = await bytesAt(copy, from, size - from);
  // As they are now: since the last look both have grown.
  return end.length > 0 && end.equals(await bytesAt(handle, from, size - from));
}

/** Piece by piece, for there is no telling the end of a compressed file without unpacking all of it. */
async function holdsAll(handle: ReadHandle, copy: ReadHandle): Promise<boolean> {
  for (let position = 0; ; position += PIECE) {
    const piece = await bytesAt(copy, position, PIECE);
    if (!piece.equals(await bytesAt(handle, position, piece.length))) return false;
    if (piece.length < PIECE) return true;
  }
}
