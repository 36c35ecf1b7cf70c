import type { ContentHead } from './content-head.js';
import { type FileKey, positionKey } from './file-identity.js';
import type { FilePosition } from './file-position.js';

/**
 * Positions of files that are done with, in the order in which they were added. There may be thousands: they are found
 * by inode, and by how their content begins, without a look at all of them.
 */
export class PastPositions {
  /** By identity and content: an inode is used again. */
  readonly #all = new Map<string, FilePosition>();
  readonly #byInode = new Map<FileKey, Set<FilePosition>>();
  /** By place and length of the head, then by its hash: one hash of a content serves all heads of one length. */
  readonly #byHead = new Map<string, Map<string, Set<FilePosition>>>();

  get size(): number {
    return this.#all.size;
  }

  values(): IterableIterator<FilePosition> {
    return this.#all.values();
  }

  of(key: FileKey): readonly FilePosition[] {
    return [...(this.#byInode.get(key) ?? [])];
  }

  /** The one that was added last of those with its inode: the others are of files that are not there any more. */
  isNewestOfItsInode(position: FilePosition): boolean {
    return this.of(positionKey(position)).at(-1) === position;
  }

  /** Those whose head is that of the content, in no order. An empty head is that of none. */
  async withHead(head: ContentHead): Promise<readonly FilePosition[]> {
    const found: FilePosition[] = [];
    for (const byHash of [...this.#byHead.values()]) {
      const [first] = byHash.values().next().value ?? [];
      const hash = first && (await head.hash(first));
      if (hash !== undefined) found.push(...(byHash.get(hash) ?? []));
    }
    return found;
  }

  /** Takes the place of what is known of the same file. */
  add(position: FilePosition): void {
    this.delete(position);
    this.#all.set(contentKey(position), position);
    const inode = positionKey(position);
    const ofInode = this.#byInode.get(inode) ?? new Set();
    this.#byInode.set(inode, ofInode.add(position));
    const shape = headShape(position);
    const byHash = this.#byHead.get(shape) ?? new Map<string, Set<FilePosition>>();
    const ofHead = byHash.get(position.headHash) ?? new Set();
    this.#byHead.set(shape, byHash.set(position.headHash, ofHead.add(position)));
  }

  /** Takes out what is known of the file of the position. */
  delete(position: FilePosition): void {
    const known = this.#all.get(contentKey(position));
    if (known === undefined) return;
    this.#all.delete(contentKey(known));
    takeOut(this.#byInode, positionKey(known), known);
    const shape = headShape(known);
    const byHash = this.#byHead.get(shape)!;
    takeOut(byHash, known.headHash, known);
    if (byHash.size === 0) this.#byHead.delete(shape);
  }
}

export function contentKey(position: FilePosition): string {
  return `${positionKey(position)}:${position.headHash}`;
}

function headShape({ headStart = 0, headLength }: FilePosition): string {
  return `${headStart}:${headLength}`;
}

function takeOut<K>(sets: Map<K, Set<FilePosition>>, key: K, position: FilePosition): void {
  const set = sets.get(key)!;
  set.delete(position);
  if (set.size === 0) sets.delete(key);
}
