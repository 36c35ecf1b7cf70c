import type { FileSet } from './file-set.js';
import type { FollowedFile } from './followed-file.js';
import { isSystemError } from './path-error.js';
import type { ReadBuffer } from './read-buffer.js';
import type { Tuning } from './tuning.js';

/**
 * Lets files go that nobody writes to any more. A renamed file that nothing has taken the place of is kept for as
 * long as it takes: its writer has not been told to reopen, or does not listen (Vault 1.15 ignores SIGHUP).
 */
export async function releaseFiles(set: FileSet, buffer: ReadBuffer, tuning: Tuning): Promise<void> {
  for (const file of set.files.filter((each) => each.isUnpacked)) {
    await finish(set, file, buffer);
    await set.drop(file);
  }
  const stillest = set.files.filter((file) => file.lag === 0).sort((a, b) => b.idle - a.idle);
  const detached = stillest.filter((file) => !file.attached);
  const attached = stillest.filter(
    (file) => file.attached && (file.isOpen || (file.renamed && file.hasHalfLine)),
  );
  let tooMany = detached.length - tuning.maxDetached;
  for (const file of detached) {
    const still = file.idle >= tuning.releaseIdle;
    if (!(still || tooMany > 0) || !(file.deleted || set.isSuperseded(file))) continue;
    tooMany -= 1;
    await finish(set, file, buffer);
    if (!file.truncated) await set.drop(file);
  }
  tooMany = attached.length - tuning.maxOpen;
  for (const file of attached) {
    const over = file.renamed && file.idle >= tuning.releaseIdle;
    if (over) await finish(set, file, buffer);
    if ((over && !file.truncated) || tooMany > 0) await file.close();
    tooMany -= 1;
  }
}

async function finish(set: FileSet, file: FollowedFile, buffer: ReadBuffer): Promise<void> {
  try {
    await file.finish(buffer);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await set.fail(file, error);
  }
}
