import { openFile } from './open-file.js';
import { isMissing, isSystemError } from './path-error.js';
import { bytesAt, type ReadHandle } from './read-handle.js';
import { HEAD_BYTES } from './read-point.js';
import { packedKind } from './unpacker.js';

/**
 * Whether the original of a compressed file is still beside it. Compressors remove it last: while it is there, the
 * compressed file may be half of it. Another file may have the name of the original: where rotations with and without
 * compression are mixed, each numbers its own files.
 */
export async function isBeingPacked(path: string, content: ReadHandle): Promise<boolean> {
  const kind = packedKind(path);
  if (kind === undefined) return false;
  try {
    const { handle } = await openFile(path.slice(0, -kind.length - 1));
    try {
      const head = await bytesAt(content, 0, HEAD_BYTES);
      return head.equals(await bytesAt(handle, 0, head.length));
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    // It is there, whatever it is.
    return !isMissing(error);
  }
}
