import { contentHash } from './file-identity.js';
import type { FilePosition } from './file-position.js';
import { bytesAt, type ReadHandle } from './read-handle.js';
import { HEAD_BYTES } from './read-point.js';

/** The beginning of a content, to be compared with those of positions. Reads each place once. */
export class ContentHead {
  readonly #handle: ReadHandle;
  readonly #bytes = new Map<number, Promise<Buffer>>();
  readonly #hashes = new Map<string, string>();

  constructor(handle: ReadHandle) {
    this.#handle = handle;
  }

  /** At most `HEAD_BYTES` from `start` on. */
  at(start: number): Promise<Buffer> {
    const known = this.#bytes.get(start) ?? bytesAt(this.#handle, start, HEAD_BYTES);
    this.#bytes.set(start, known);
    return known;
  }

  /** Whether the head of the position is there. An empty head says nothing of another file. */
  async is(position: FilePosition): Promise<boolean> {
    return (await this.hash(position)) === position.headHash;
  }

  /** Hash of as many bytes as the head of the position has, at the same place. Undefined for none, or when there are fewer. */
  async hash({
    headStart = 0,
    headLength,
  }: Pick<FilePosition, 'headStart' | 'headLength'>): Promise<string | undefined> {
    if (headLength === 0) return undefined;
    const bytes = await this.at(headStart);
    if (bytes.length < headLength) return undefined;
    const place = `${headStart}:${headLength}`;
    const known = this.#hashes.get(place) ?? contentHash(bytes.subarray(0, headLength));
    this.#hashes.set(place, known);
    return known;
  }
}
