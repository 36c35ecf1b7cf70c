import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileKey, fileKey } from './file-identity.js';

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
