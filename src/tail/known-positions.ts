import { dirname } from 'node:path';
import type { Clock } from '../base/clock.js';
import type { ContentHead } from './content-head.js';
import { type FileKey, positionKey } from './file-identity.js';
import type { FilePosition } from './file-position.js';
import { contentKey, PastPositions } from './past-positions.js';
import { siblingFiles } from './sibling-files.js';

/**
 * Files done with and not found any more whose positions are kept: any of them may come back under another name, or with
 * the directory that is away. Those that are found are kept however many they are: else their lines would be counted again.
 */
const MOST_MISSED = 65_536;
/** Of files whose inode has gone to another one. */
const MOST_REPLACED = 1024;
/** Milliseconds without a sign of the file after which it is believed to be gone. */
const FORGET = 10 * 60_000;

/** Positions of files that are not open: from an earlier run, or done with. */
export class KnownPositions {
  readonly #clock: Clock;
  /** Of an earlier run, and its file has not been met yet. */
  readonly #awaited = new Map<string, FilePosition>();
  /** Of files that have been read or are not to be read. */
  readonly #past = new PastPositions();
  /** When the first look did not find the file: before, nobody may have looked for long. */
  readonly #missedAt = new Map<FilePosition, number>();

  constructor(positions: readonly FilePosition[], clock: Clock) {
    this.#clock = clock;
    for (const position of positions) {
      if (position.state === undefined) this.#awaited.set(contentKey(position), position);
      else this.add(position);
    }
  }

  get awaited(): FilePosition[] {
    return [...this.#awaited.values()];
  }

  get past(): FilePosition[] {
    return [...this.#past.values()];
  }

  /** What is known of this inode, read furthest last. */
  of(key: FileKey): FilePosition[] {
    const awaited = this.awaited.filter((position) => positionKey(position) === key);
    return [...[...this.#past.of(key)].sort((a, b) => a.offset - b.offset), ...awaited];
  }

  has(key: FileKey): boolean {
    return this.of(key).length > 0;
  }

  /** Of files done with, those that begin as the content does. */
  pastWithHead(head: ContentHead): Promise<readonly FilePosition[]> {
    return this.#past.withHead(head);
  }

  delete(position: FilePosition): void {
    const key = contentKey(position);
    if (this.#awaited.get(key) === position) this.#awaited.delete(key);
    this.#past.delete(position);
  }

  /** Keeps the position of a file that is done with. */
  add(position: FilePosition): void {
    this.#past.add(position);
  }

  /**
   * Forgets files that have not been among those found for a while, and are in none of the directories: a file that is
   * not found may belong to a log that is away. Of more than can be kept the one added first gives way.
   */
  async forgetAllBut(found: ReadonlySet<FileKey>, directories: ReadonlySet<string>): Promise<void> {
    const now = this.#clock.monotonic();
    const missed = this.past.filter((position) => !found.has(positionKey(position)));
    const before = new Map(this.#missedAt);
    this.#missedAt.clear();
    for (const position of missed) this.#missedAt.set(position, before.get(position) ?? now);
    await this.#forgetGone(
      missed.filter((position) => now - this.#missedAt.get(position)! > FORGET),
      directories,
    );
    const isFound = (position: FilePosition) => found.has(positionKey(position));
    this.#keep(MOST_MISSED, (position) => !isFound(position));
    this.#keep(MOST_REPLACED, (position) => isFound(position) && !this.#past.isNewestOfItsInode(position));
  }

  #keep(most: number, isMeant: (position: FilePosition) => boolean): void {
    if (this.#past.size <= most) return;
    const meant = this.past.filter(isMeant);
    for (const position of meant.slice(0, Math.max(0, meant.length - most))) this.#past.delete(position);
  }

  async #forgetGone(unseen: readonly FilePosition[], directories: ReadonlySet<string>): Promise<void> {
    if (unseen.length === 0) return;
    const places = new Set([...directories, ...unseen.map(({ path }) => dirname(path))]);
    const there = await Promise.all([...places].map((directory) => siblingFiles(directory)));
    for (const position of unseen) {
      const isGone = there.every((files) => files !== undefined && !files.has(positionKey(position)));
      if (isGone) this.#past.delete(position);
      else this.#missedAt.delete(position);
    }
  }
}
