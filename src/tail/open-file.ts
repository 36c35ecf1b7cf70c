import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { NotAFileError } from './path-error.js';

export interface OpenedFile {
  readonly handle: FileHandle;
  /** Of the descriptor, not of the path: nobody can have swapped the file in between. */
  readonly stats: BigIntStats;
}

/** Opens a regular file for reading. Throws a system error, or NotAFileError. */
export async function openFile(path: string): Promise<OpenedFile> {
  // Without O_NONBLOCK a named pipe would block a thread until somebody writes to it.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await handle.stat({ bigint: true });
    if (!stats.isFile()) throw new NotAFileError(stats.isDirectory());
    return { handle, stats };
  } catch (error) {
    await handle.close();
    throw error;
  }
}
