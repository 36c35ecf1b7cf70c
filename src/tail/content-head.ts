import { contentHash } from './file-identity.js';
import type { FilePosition } from './file-position.js';
import { bytesAt, type ReadHandle } from './read-handle.js';
import { HEAD_BYTES } from './read-point.js';

/** The beginning of a content, to be compared with those of positions. Reads each place once. */
export class ContentHead {
  readonly #handle: ReadHandle;
  readonly #bytes = new Map<number, Promise<Buffer>>();

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
  async is({ headStart = 0, headLength, headHash }: FilePosition): Promise<boolean> {
    if (headLength === 0) return false;
    const bytes = await this.at(headStart);
    return bytes.length >= headLength && contentHash(bytes.subarray(0, headLength)) === headHash;
  }
}
