import type { Arrival } from './arrival.js';
import type { FollowedFile } from './followed-file.js';
import { holdsBeginning, sharesBeginning } from './is-beginning.js';
import { BEYOND_BANNER, knownContent } from './known-content.js';
import type { OpenedFile } from './open-file.js';
import { UnpackedFile } from './unpacked-file.js';

/** A followed file that an arrival is a copy of. */
export interface Twin {
  readonly file: FollowedFile;
  /** Whether everything in the copy has been read. */
  readonly isRead: boolean;
}

/**
 * The followed file that has all that is in the arrival, or that will be found truncated by its next read and then
 * looked for in it. `lostBy`: the file that was found truncated just now: what was read of it is not in it any more.
 */
export async function liveTwin(
  arrival: Arrival,
  opened: OpenedFile,
  files: Iterable<FollowedFile>,
  lostBy: FollowedFile | undefined,
): Promise<Twin | undefined> {
  // Under a name that no rotation gives, a file is a copy only when it has more than a banner in common.
  if (!arrival.rotated && Number(opened.stats.size) < BEYOND_BANNER) return undefined;
  for (const file of files) {
    if (file.packed !== undefined) continue;
    const twin =
      (file === lostBy ? undefined : await compare(file, opened)) ?? (await compareAnew(file, opened));
    if (twin !== undefined) return twin;
  }
  return undefined;
}

/** With what stands in the file now, whatever has been read of it: it may have been truncated. */
async function compareAnew(file: FollowedFile, { handle, stats }: OpenedFile): Promise<Twin | undefined> {
  const original = await file.open();
  const isCopy = original !== undefined && (await holdsBeginning(original, handle, Number(stats.size)));
  return isCopy ? { file, isRead: false } : undefined;
}

async function compare(file: FollowedFile, { handle, stats }: OpenedFile): Promise<Twin | undefined> {
  const original = (await file.point.sharesHead(handle)) ? await file.open() : undefined;
  if (original !== undefined && (await sharesBeginning(original, handle))) {
    // It is unpacked once, and not at each look while there is something to read in the original.
    const isUnread = file.lag > 0 || file.hasHalfLine;
    if (handle instanceof UnpackedFile && isUnread) return { file, isRead: false };
    const size = Number(stats.size);
    if (await holdsBeginning(original, handle, size)) {
      return { file, isRead: handle instanceof UnpackedFile || file.point.offset >= size };
    }
  }
  const copy = await knownContent(handle, { own: [], gone: [file.position()], present: [] });
  if (copy === undefined) return undefined;
  const isIntact = original !== undefined && (await file.point.isIn(original));
  return (copy.point?.offset ?? 0) >= BEYOND_BANNER || !isIntact ? { file, isRead: false } : undefined;
}
