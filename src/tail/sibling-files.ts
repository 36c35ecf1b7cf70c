import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type FileKey, fileKey, positionKey } from './file-identity.js';
import type { FilePosition } from './file-position.js';
import { packedKind } from './unpacker.js';

/** The files of a directory by identity. Undefined when the directory cannot be read: then nothing is known. */
export async function siblingFiles(directory: string): Promise<Map<FileKey, string> | undefined> {
  const files = new Map<FileKey, string>();
  try {
    for (const name of await readdir(directory)) {
      const path = join(directory, name);
      const stats = await stat(path, { bigint: true }).catch(() => undefined);
      if (stats?.isFile()) files.set(fileKey(stats), path);
    }
    return files;
  } catch {
    return undefined;
  }
}

/** Finds files by identity in the directories that they were in. Reads each directory once. */
export class Siblings {
  readonly #files = new Map<string, ReadonlyMap<FileKey, string> | 'unknown'>();

  /** Undefined: there is no such file. `unknown`: the directory is not there. */
  async find(position: FilePosition): Promise<string | undefined> {
    const directory = dirname(position.path);
    const files = this.#files.get(directory) ?? (await siblingFiles(directory)) ?? 'unknown';
    this.#files.set(directory, files);
    if (files === 'unknown') return files;
    const path = files.get(positionKey(position));
    // Of a file of which nothing was read, the inode is all that is known, and any other file may have it now.
    return path !== undefined && position.offset > 0 && packedKind(path) === undefined ? path : undefined;
  }
}
