import type { RotationKind } from '../base/telemetry.js';
import type { FileKey } from './file-identity.js';

/** What the history needs to know of a file to name what happened to it. */
export interface FileFate {
  /** Met for the first time in this look. */
  isNew(key: FileKey): boolean;
  /** No name leads to it any more. */
  isDeleted(key: FileKey): boolean;
}

/**
 * Which file each path led to last. Tells rotations: a path that leads to a file never seen before, or to none. A
 * chain of renames (`.1` to `.2`) moves files that are known and so counts once.
 */
export class PathHistory {
  readonly #keys = new Map<string, FileKey>();

  at(path: string): FileKey | undefined {
    return this.#keys.get(path);
  }

  note(path: string, key: FileKey): void {
    this.#keys.set(path, key);
  }

  /** Takes in all paths found by a look. `complete`: what is not among them is gone. */
  update(found: ReadonlyMap<string, FileKey>, complete: boolean, fate: FileFate): RotationKind[] {
    const rotations: RotationKind[] = [];
    for (const [path, key] of found) {
      const before = this.#keys.get(path);
      this.#keys.set(path, key);
      if (before === undefined || before === key || !fate.isNew(key)) continue;
      rotations.push(fate.isDeleted(before) ? 'replace' : 'rename');
    }
    if (!complete) return rotations;
    for (const [path, key] of this.#keys) {
      if (found.has(path)) continue;
      this.#keys.delete(path);
      rotations.push(fate.isDeleted(key) ? 'delete' : 'rename');
    }
    return rotations;
  }
}
