import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Contender } from './contender.js';
import { ensureDirectory } from './ensure-directory.js';

/** Another process has the directory. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/** The first is that of earlier versions. */
const socketName = /^lock(-[0-9a-f]{16})?$/;

/**
 * Holds a directory for one process. Each process that wants it listens on a Unix socket of its own in it, and then asks
 * those behind all the others: when a process is gone, however it ended, nobody answers; a file with a process number
 * could not tell that in containers.
 *
 * Guarantee: of any number of processes that start at the same time one gets the directory, whatever sockets are left
 * behind. Whoever listens first is seen by the other one, and answers whether it gives way: the one that holds the
 * directory never does, and of two that do not hold it yet the one with the greater name does.
 *
 * Resolves to the release of the lock. `patience`: milliseconds after which somebody who says nothing has it.
 * @throws LockedError when another process has it; Error of the file system.
 */
export async function lockDirectory(directory: string, patience = 2_000): Promise<() => Promise<void>> {
  ensureDirectory(directory);
  const folder = socketFolder(directory);
  const contender = new Contender(`lock-${randomBytes(8).toString('hex')}`, patience);
  const release = async (): Promise<void> => {
    await contender.close();
    folder.close();
  };
  try {
    await contender.listen(folder.path);
    await askAll(contender, folder.path);
    if (contender.hold()) return release;
    throw new LockedError(
      `${directory} is in use by another auditlog-exporter; give each its own state.directory`,
    );
  } catch (error) {
    await release();
    throw error;
  }
}

/** Asks everybody that has a socket; what nobody listens behind any more is taken away. */
async function askAll(contender: Contender, folder: string): Promise<void> {
  for (const name of readdirSync(folder)) {
    if (!socketName.test(name) || name === contender.name) continue;
    const answer = await contender.ask(folder, name);
    // Names are never used again: it cannot be somebody else's by now.
    if (answer === 'nobody') rmSync(join(folder, name), { force: true });
    else if (answer === 'stays') contender.giveWay();
  }
}

/** A socket's path has 107 bytes at most: a long one is reached through the open directory, where the system has that. */
function socketFolder(directory: string): { path: string; close: () => void } {
  if (Buffer.byteLength(directory) <= 75 || process.platform !== 'linux') {
    return { path: directory, close: () => {} };
  }
  const open = openSync(directory, 'r');
  return { path: `/proc/self/fd/${open}`, close: () => closeSync(open) };
}
