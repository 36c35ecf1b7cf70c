import { contentHash } from './file-identity.js';
import type { FilePosition } from './file-position.js';
import { bytesAt, type ReadHandle } from './read-handle.js';

export const HEAD_BYTES = 1024;
export const TAIL_BYTES = 256;

/** A place in a file, with the bytes that tell whether it is still the same place in the same file. */
export class ReadPoint {
  offset = 0;
  #head: Buffer = Buffer.alloc(0);
  /** The bytes right before `offset`. */
  #tail: Buffer = Buffer.alloc(0);

  /** The point at `offset` of a file. Undefined when the file is shorter. */
  static async at(handle: ReadHandle, offset: number): Promise<ReadPoint | undefined> {
    const point = new ReadPoint();
    const head = await bytesAt(handle, 0, Math.min(HEAD_BYTES, offset));
    const tailLength = Math.min(TAIL_BYTES, offset);
    const tail = await bytesAt(handle, offset - tailLength, tailLength);
    if (head.length + tail.length < Math.min(HEAD_BYTES, offset) + tailLength) return undefined;
    point.offset = offset;
    point.#head = head;
    point.#tail = tail;
    return point;
  }

  get tailLength(): number {
    return this.#tail.length;
  }

  /** Whether `bytes`, read from `offset - tailLength` on, begin with what was there when it was read first. */
  matches(bytes: Buffer): boolean {
    const length = this.#tail.length;
    return bytes.length >= length && bytes.compare(this.#tail, 0, length, 0, length) === 0;
  }

  /** Moves on over `bytes[start, end)`, which stand at `offset`. */
  advance(bytes: Buffer, start: number, end: number): void {
    if (this.#head.length < HEAD_BYTES && this.#head.length === this.offset) {
      const upTo = Math.min(end, start + HEAD_BYTES - this.#head.length);
      this.#head = Buffer.concat([this.#head, bytes.subarray(start, upTo)]);
    }
    const fresh = bytes.subarray(Math.max(start, end - TAIL_BYTES), end);
    const kept = this.#tail.subarray(Math.max(0, this.#tail.length + fresh.length - TAIL_BYTES));
    this.#tail = Buffer.concat([kept, fresh]);
    this.offset += end - start;
  }

  clone(): ReadPoint {
    const point = new ReadPoint();
    point.offset = this.offset;
    point.#head = this.#head;
    point.#tail = this.#tail;
    return point;
  }

  /** Whether `head` and what was read have the same beginning, as far as both are known. */
  sharesHead(head: Buffer): boolean {
    const length = Math.min(head.length, this.#head.length);
    return head.compare(this.#head, 0, length, 0, length) === 0;
  }

  /** Whether the bytes before this point stand in `handle` as they did. */
  async isIn(handle: ReadHandle): Promise<boolean> {
    const length = this.#tail.length;
    return this.matches(await bytesAt(handle, this.offset - length, length));
  }

  /** Whether this point of a file is the one that `position` was taken at. */
  is(position: FilePosition): boolean {
    const { offset, headLength, tailLength } = position;
    return (
      this.offset === offset &&
      this.#head.length >= headLength &&
      this.#tail.length >= tailLength &&
      contentHash(this.#head.subarray(0, headLength)) === position.headHash &&
      contentHash(this.#tail.subarray(this.#tail.length - tailLength)) === position.tailHash
    );
  }

  marks(): Pick<FilePosition, 'offset' | 'headLength' | 'headHash' | 'tailLength' | 'tailHash'> {
    return {
      offset: this.offset,
      headLength: this.#head.length,
      headHash: contentHash(this.#head),
      tailLength: this.#tail.length,
      tailHash: contentHash(this.#tail),
    };
  }
}
