import { bytesAt, type ReadHandle } from './read-handle.js';
import { HEAD_BYTES, TAIL_BYTES } from './read-point.js';
import { UnpackedFile } from './unpacked-file.js';

const PIECE = 256 * 1024;

/** Whether a copy begins as its original does now, as far as the copy goes. An empty one says nothing. */
export async function sharesBeginning(original: ReadHandle, copy: ReadHandle): Promise<boolean> {
  const head = await bytesAt(copy, 0, HEAD_BYTES);
  return head.length > 0 && head.equals(await bytesAt(original, 0, head.length));
}

/**
 * Whether `copy`, of `size` bytes on disk, holds nothing but what `original` begins with: a copy that is being made before
 * a truncation, or was given up, or a compressed one. A plain one is compared at its two ends, as they are now: since the
 * last look both may have grown.
 */
export async function holdsBeginning(original: ReadHandle, copy: ReadHandle, size: number): Promise<boolean> {
  if (!(await sharesBeginning(original, copy))) return false;
  if (copy instanceof UnpackedFile) return holdsAll(original, copy);
  const from = Math.max(0, size - TAIL_BYTES);
  const end = await bytesAt(copy, from, size - from);
  return end.length > 0 && end.equals(await bytesAt(original, from, end.length));
}

/** Piece by piece, for there is no telling the end of a compressed file without unpacking all of it. */
async function holdsAll(original: ReadHandle, copy: ReadHandle): Promise<boolean> {
  for (let position = 0; ; position += PIECE) {
    const piece = await bytesAt(copy, position, PIECE);
    if (!piece.equals(await bytesAt(original, position, piece.length))) return false;
    if (piece.length < PIECE) return true;
  }
}
