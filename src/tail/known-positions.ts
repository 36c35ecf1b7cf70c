import { type FileKey, positionKey } from './file-identity.js';
import type { FilePosition } from './file-position.js';

/** Files let go whose positions are kept: one of them may come back under another name. */
const RELEASED = 1024;

/** Positions of files that are not open: from an earlier run, or let go in this one. */
export class KnownPositions {
  /** Of an earlier run, and its file has not been met yet. */
  readonly #awaited: Map<FileKey, FilePosition>;
  readonly #released = new Map<FileKey, FilePosition>();

  constructor(positions: readonly FilePosition[]) {
    this.#awaited = new Map(positions.map((position) => [positionKey(position), position]));
  }

  get awaited(): FilePosition[] {
    return [...this.#awaited.values()];
  }

  get(key: FileKey): FilePosition | undefined {
    return this.#awaited.get(key) ?? this.#released.get(key);
  }

  delete(key: FileKey): void {
    this.#awaited.delete(key);
    this.#released.delete(key);
  }

  /** Keeps the position of a file that is let go; the oldest one gives way. */
  release(position: FilePosition): void {
    const key = positionKey(position);
    this.#released.delete(key);
    this.#released.set(key, position);
    for (const oldest of this.#released.keys()) {
      if (this.#released.size <= RELEASED) break;
      this.#released.delete(oldest);
    }
  }
}
