import type { Clock } from '../base/clock.js';
import type { FileSet } from './file-set.js';
import type { FollowedFile } from './followed-file.js';
import type { ReadBuffer } from './read-buffer.js';
import type { Tuning } from './tuning.js';

/**
 * Reads what the last look has shown, in turns, so that one big file does not keep the others waiting. It looks
 * again now and then: during a long read a file may come and be renamed away.
 */
export async function readPending(
  set: FileSet,
  buffer: ReadBuffer,
  clock: Clock,
  tuning: Tuning,
  stopping: () => boolean,
): Promise<void> {
  let pending = new Set(set.files.filter((file) => file.needsRead));
  let lookedAt = clock.monotonic();
  while (pending.size > 0) {
    // Two that wait for each other: out of order is better than not at all.
    if ([...pending].every(({ predecessor }) => predecessor !== undefined && pending.has(predecessor))) {
      for (const file of pending) file.predecessor = undefined;
    }
    for (const file of pending) {
      if (stopping()) return;
      if (file.predecessor !== undefined && pending.has(file.predecessor)) continue;
      file.predecessor = undefined;
      if (!(await readTurn(set, file, buffer, tuning.turnBytes))) pending.delete(file);
      if (!file.truncated || stopping()) continue;
      await set.recover(file);
      pending = new Set(set.files.filter((each) => each.needsRead && !each.broken));
      break;
    }
    if (pending.size === 0 || clock.monotonic() - lookedAt < tuning.lookAgain) continue;
    await set.look();
    const waiting = pending;
    pending = new Set(set.files.filter((file) => (file.lag > 0 || waiting.has(file)) && !file.broken));
    lookedAt = clock.monotonic();
  }
}

async function readTurn(
  set: FileSet,
  file: FollowedFile,
  buffer: ReadBuffer,
  turnBytes: number,
): Promise<boolean> {
  try {
    const more = await file.read(buffer, turnBytes);
    file.broken = false;
    return more;
  } catch (error) {
    await set.fail(file, error);
    return false;
  }
}
