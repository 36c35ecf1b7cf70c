import { LINE_FEED } from './line-runs.js';
import type { ReadHandle } from './read-handle.js';

const STEP = 64 * 1024;

/**
 * Start of the line that `size` falls into: where to begin when what stands in the file already is not wanted, and
 * the line that is being written is. Undefined when there is none within `maxLineBytes`.
 */
export async function lastLineStart(
  handle: ReadHandle,
  size: number,
  maxLineBytes: number,
): Promise<number | undefined> {
  const bytes = Buffer.alloc(STEP);
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - STEP);
    const { bytesRead } = await handle.read(bytes, 0, end - start, start);
    const found = bytes.subarray(0, bytesRead).lastIndexOf(LINE_FEED);
    if (found >= 0) return start + found + 1;
    if (size - start > maxLineBytes) return undefined;
    end = start;
  }
  return 0;
}
