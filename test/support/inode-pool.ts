import { mkdirSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { descriptorsOf } from './held-open.js';

/**
 * Hands the inodes of removed files to the next files that are made, as ext4 does and a file system in memory does not:
 * a removed file stands where nobody looks, and comes back empty, under another name.
 */
export class InodePool {
  readonly #directory: string;
  readonly #reuse: boolean;
  readonly #free: string[] = [];
  #count = 0;

  constructor(directory: string, reuse: boolean) {
    this.#directory = directory;
    this.#reuse = reuse;
    mkdirSync(directory);
  }

  /** Removes a file that nobody writes to. */
  remove(path: string): void {
    // The inode of a file that is open is not free.
    if (!this.#reuse || descriptorsOf(path) > 0) {
      rmSync(path);
      return;
    }
    this.#count += 1;
    const place = join(this.#directory, String(this.#count));
    renameSync(path, place);
    this.#free.push(place);
  }

  /** Before a file is made at `path`: it gets an inode that is free, if there is one. */
  supply(path: string): void {
    const place = this.#free.shift();
    if (place === undefined) return;
    truncateSync(place);
    renameSync(place, path);
  }
}
