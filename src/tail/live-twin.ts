import type { FollowedFile } from './followed-file.js';
import { bytesAt, type ReadHandle } from './read-handle.js';
import { HEAD_BYTES, TAIL_BYTES } from './read-point.js';
import { UnpackedFile } from './unpacked-file.js';

const PIECE = 256 * 1024;

/** Whether the file still holds what was read of it. */
export async function isIntact(file: FollowedFile): Promise<boolean> {
  const handle = await file.open();
  return handle !== undefined && (await file.point.isIn(handle));
}

/**
 * Whether `copy`, of `size` bytes, holds nothing but what `file` begins with, read or not: a copy that is being made
 * before a truncation, or a compressed one whose original is still open.
 */
export async function isBeginningOf(file: FollowedFile, copy: ReadHandle, size: number): Promise<boolean> {
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
