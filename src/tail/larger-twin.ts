import type { Arrival } from './arrival.js';
import { type FileKey, fileKey } from './file-identity.js';
import type { FileOpener } from './file-opener.js';
import { holdsBeginning } from './is-beginning.js';
import type { OpenedFile } from './open-file.js';
import { bytesAt } from './read-handle.js';
import { HEAD_BYTES } from './read-point.js';
import { UnpackedFile } from './unpacked-file.js';

export type Present = Pick<Arrival, 'path' | 'stats'> & Partial<Pick<Arrival, 'of'>>;

/**
 * Finds, among files that are not followed, the one that an arrival is a part of: a copy in the making, or one that was
 * given up. Of one look: beginnings are read once.
 */
export class LargerTwins {
  readonly #opener: FileOpener;
  readonly #present: ReadonlyMap<FileKey, Present>;
  readonly #heads = new Map<FileKey, Promise<Buffer>>();

  constructor(opener: FileOpener, present: ReadonlyMap<FileKey, Present>) {
    this.#opener = opener;
    this.#present = present;
  }

  /** The log that the arrival is history of, or other history of it that is at least as large. */
  async find(
    arrival: Arrival,
    opened: OpenedFile,
    isFollowed: (key: FileKey) => boolean,
  ): Promise<FileKey | undefined> {
    const own = fileKey(arrival.stats);
    const head = await bytesAt(opened.handle, 0, HEAD_BYTES);
    for (const [key, other] of this.#present) {
      if (key === own || isFollowed(key) || (other.of ?? other.path) !== arrival.of) continue;
      if (!(await this.#head(key, other)).subarray(0, head.length).equals(head)) continue;
      if (await this.#isPart(opened, other)) return key;
    }
    return undefined;
  }

  #head(key: FileKey, other: Present): Promise<Buffer> {
    const head = this.#heads.get(key) ?? this.#read(other);
    this.#heads.set(key, head);
    return head;
  }

  async #read(other: Present): Promise<Buffer> {
    const opened = await this.#opener.openArrival(other);
    if (opened === undefined) return Buffer.alloc(0);
    try {
      return await bytesAt(opened.handle, 0, HEAD_BYTES);
    } finally {
      await opened.handle.close();
    }
  }

  async #isPart({ handle, stats }: OpenedFile, other: Present): Promise<boolean> {
    const opened = await this.#opener.openArrival(other);
    if (opened === undefined) return false;
    try {
      if (opened.handle instanceof UnpackedFile) return false;
      if (handle instanceof UnpackedFile)
        return await holdsBeginning(opened.handle, handle, Number(stats.size));
      // Of two that are the same, the log is the original, or the one that was written first.
      const isLarger = opened.stats.size > stats.size;
      const isLog = other.of === undefined || other.of === other.path;
      const isOlder = opened.stats.size === stats.size && (isLog || opened.stats.mtimeNs < stats.mtimeNs);
      return (isLarger || isOlder) && (await holdsBeginning(opened.handle, handle, Number(stats.size)));
    } finally {
      await opened.handle.close();
    }
  }
}
