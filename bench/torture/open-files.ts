import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Whether the process has the file open. Linux. */
export function hasOpen(pid: number, inode: bigint): boolean {
  const directory = `/proc/${pid}/fd`;
  try {
    return readdirSync(directory).some((name) => inodeOf(join(directory, name)) === inode);
  } catch {
    // The process has ended.
    return false;
  }
}

export function inodeOf(path: string): bigint | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino;
}
