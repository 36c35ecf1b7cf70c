import { ContentHead } from './content-head.js';
import type { FilePosition } from './file-position.js';
import type { ReadHandle } from './read-handle.js';
import { HEAD_BYTES, ReadPoint } from './read-point.js';

/** What of a content has been read, whatever file it was read from. */
export interface KnownContent {
  /** All up to here has been read; undefined when all of the content has been dealt with. */
  readonly point: ReadPoint | undefined;
  /** All that was found in it. */
  readonly records: readonly FilePosition[];
}

export interface Records {
  /** Of this very file, by device and inode. */
  readonly own: readonly FilePosition[];
  /** Of files that are gone, or are not any more what they were. */
  readonly gone: readonly FilePosition[];
  /** Of files that still are what they were. */
  readonly present: readonly FilePosition[];
}

/** Bytes. Files that begin with the same lines are not rare; one with more than that in common is the same content. */
export const BEYOND_BANNER = 256;

/**
 * The furthest of the places that were reached in this content. Identity is content: the head, and the bytes before
 * the place. A content shorter than what was read of the same head is a copy made before the rest was written. `path`:
 * where the content was found, if that is not the name of a rotated file.
 */
export async function knownContent(
  handle: ReadHandle,
  { own, gone, present }: Records,
  path?: string,
): Promise<KnownContent | undefined> {
  const head = new ContentHead(handle);
  const all = [...own, ...gone, ...present.filter(({ headLength }) => headLength >= BEYOND_BANNER)];
  const records: FilePosition[] = [];
  for (const record of all) if (await head.is(record)) records.push(record);
  const length = (await head.at(0)).length;
  const old = records.find((record) => record.state === 'old' && isOld(length, record, own.includes(record)));
  if (old !== undefined) return { point: undefined, records: [old] };
  let best: ReadPoint | undefined;
  const found: FilePosition[] = [];
  // Upwards: a compressed file can only be read onwards.
  for (const record of records.filter(({ state }) => state !== 'old').sort((a, b) => a.offset - b.offset)) {
    const point = await ReadPoint.at(handle, record.offset, record.headStart ?? 0);
    // At the path of the log itself it is no copy: the log was truncated or made anew, and begins as it did before.
    if (point === undefined && record.path === path) continue;
    if (point === undefined && !present.includes(record)) {
      return { point: undefined, records: [...found, record] };
    }
    if (!point?.is(record)) continue;
    best = point;
    found.push(record);
  }
  return best === undefined ? undefined : { point: best, records: found };
}

/** Of another file only when the whole head is the same: old files are known by it alone. */
function isOld(length: number, { headLength }: FilePosition, own: boolean): boolean {
  return own || headLength === HEAD_BYTES || headLength === length;
}
