import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Files below `folder` whose name `wanted` accepts, sorted. */
export function listFiles(folder: string, wanted: (name: string) => boolean): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
