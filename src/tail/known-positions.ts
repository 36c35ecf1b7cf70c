import { dirname } from 'node:path';
import type { Clock } from '../base/clock.js';
import { type FileKey, positionKey } from './file-identity.js';
import type { FilePosition } from './file-position.js';
import { siblingFiles } from './sibling-files.js';

/** Files done with whose positions are kept: any of them may come back under another name. */
const MOST = 1024;
/** Milliseconds without a sign of the file after which it is believed to be gone. */
const FORGET = 10 * 60_000;

interface Past {
  readonly position: FilePosition;
  /** Of the first look that did not find it: before, nobody may have looked for long. */
  missedAt: number | undefined;
}

/** Positions of files that are not open: from an earlier run, or done with. */
export class KnownPositions {
  readonly #clock: Clock;
  /** Of an earlier run, and its file has not been met yet. */
  readonly #awaited = new Map<string, FilePosition>();
  /** Of files that have been read or are not to be read. By identity and content: an inode is used again. */
  readonly #past = new Map<string, Past>();

  constructor(positions: readonly FilePosition[], clock: Clock) {
    this.#clock = clock;
    for (const position of positions) {
      if (position.state === undefined) this.#awaited.set(pastKey(position), position);
      else this.add(position);
    }
  }

  get awaited(): FilePosition[] {
    return [...this.#awaited.values()];
  }

  get past(): FilePosition[] {
    return [...this.#past.values()].map(({ position }) => position);
  }

  /** What is known of this inode, read furthest last. */
  of(key: FileKey): FilePosition[] {
    const isOf = (position: FilePosition) => positionKey(position) === key;
    return [...this.past.filter(isOf).sort((a, b) => a.offset - b.offset), ...this.awaited.filter(isOf)];
  }

  has(key: FileKey): boolean {
    return this.of(key).length > 0;
  }

  delete(position: FilePosition): void {
    const key = pastKey(position);
    if (this.#awaited.get(key) === position) this.#awaited.delete(key);
    this.#past.delete(key);
  }

  /** Keeps the position of a file that is done with; the one unseen for longest gives way. */
  add(position: FilePosition): void {
    const key = pastKey(position);
    this.#past.delete(key);
    this.#past.set(key, { position, missedAt: undefined });
    for (const oldest of this.#past.keys()) {
      if (this.#past.size <= MOST) break;
      this.#past.delete(oldest);
    }
  }

  /**
   * Forgets files that have not been among those found for a while, and are in none of the directories: a file that is
   * not found may belong to a log that is away.
   */
  async forgetAllBut(found: ReadonlySet<FileKey>, directories: ReadonlySet<string>): Promise<void> {
    const now = this.#clock.monotonic();
    const unseen: [string, Past][] = [];
    for (const [key, past] of this.#past) {
      past.missedAt = found.has(positionKey(past.position)) ? undefined : (past.missedAt ?? now);
      if (past.missedAt !== undefined && now - past.missedAt > FORGET) unseen.push([key, past]);
    }
    if (unseen.length === 0) return;
    const places = new Set([...directories, ...unseen.map(([, { position }]) => dirname(position.path))]);
    const there = await Promise.all([...places].map((directory) => siblingFiles(directory)));
    for (const [key, past] of unseen) {
      const isGone = there.every((files) => files !== undefined && !files.has(positionKey(past.position)));
      if (isGone) this.#past.delete(key);
      else past.missedAt = undefined;
    }
  }
}

function pastKey(position: FilePosition): string {
  return `${positionKey(position)}:${position.headHash}`;
}
