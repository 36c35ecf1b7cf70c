import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { NotAFileError } from './path-error.js';
import type { ReadHandle } from './read-handle.js';
import { UnpackedFile } from './unpacked-file.js';
import { packedKind } from './unpacker.js';

export interface OpenedFile {
  readonly handle: ReadHandle;
  /** Of the descriptor, not of the path: nobody can have swapped the file in between. */
  readonly stats: BigIntStats;
}

export interface PlainFile extends OpenedFile {
  readonly handle: FileHandle;
}

/** Opens a regular file for reading. Throws a system error, or NotAFileError. */
export async function openFile(path: string): Promise<PlainFile> {
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

/** As `openFile`; of a compressed file the content is read. */
export async function openRotated(path: string): Promise<OpenedFile> {
  const opened = await openFile(path);
  const kind = packedKind(path);
  return kind === undefined ? opened : { ...opened, handle: new UnpackedFile(opened.handle, kind) };
}
