import { afterPadding } from './line-runs.js';
import { bytesAt, type ReadHandle } from './read-handle.js';

const STEP = 64 * 1024;

/** Where the hole at the beginning of a content ends, or `limit`. Reading a hole costs the disk nothing. */
export async function textStart(handle: ReadHandle, limit: number): Promise<number> {
  for (let start = 0; start < limit; ) {
    // Nearly always the first byte tells.
    const bytes = await bytesAt(handle, start, Math.min(start === 0 ? 1 : STEP, limit - start));
    const text = afterPadding(bytes, 0, bytes.length);
    start += text;
    if (text < bytes.length || bytes.length === 0) return start;
  }
  return limit;
}
