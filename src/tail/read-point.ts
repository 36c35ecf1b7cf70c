import { contentHash } from './file-identity.js';
import type { FilePosition } from './file-position.js';
import { afterPadding } from './line-runs.js';
import { bytesAt, type ReadHandle } from './read-handle.js';
import { textStart } from './text-start.js';

export const HEAD_BYTES = 1024;
/** More than a line of most logs: lines that differ only in front, where the time stands, must tell. */
export const TAIL_BYTES = 1024;

/** A place in a file, with the bytes that tell whether it is still the same place in the same file. */
export class ReadPoint {
  offset = 0;
  /** Where the head begins: behind the hole that a stale writer leaves, which all files after a truncation have. */
  #headStart = 0;
  #head: Buffer = Buffer.alloc(0);
  /** The bytes right before `offset`. */
  #tail: Buffer = Buffer.alloc(0);

  /** The point at `offset` of a file. `headStart`: where its head is, if known. Undefined when the file is shorter. */
  static async at(handle: ReadHandle, offset: number, headStart?: number): Promise<ReadPoint | undefined> {
    const point = new ReadPoint();
    const start = headStart ?? (await textStart(handle, offset));
    const headLength = Math.min(HEAD_BYTES, offset - start);
    const head = await bytesAt(handle, start, headLength);
    const tailLength = Math.min(TAIL_BYTES, offset);
    const tail = await bytesAt(handle, offset - tailLength, tailLength);
    if (head.length + tail.length < headLength + tailLength) return undefined;
    point.offset = offset;
    point.#headStart = start;
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
    if (this.#head.length < HEAD_BYTES && this.#headStart + this.#head.length === this.offset) {
      const from = this.#head.length > 0 ? start : afterPadding(bytes, start, end);
      if (this.#head.length === 0) this.#headStart += from - start;
      const upTo = Math.min(end, from + HEAD_BYTES - this.#head.length);
      this.#head = Buffer.concat([this.#head, bytes.subarray(from, upTo)]);
    }
    const fresh = bytes.subarray(Math.max(start, end - TAIL_BYTES), end);
    const kept = this.#tail.subarray(Math.max(0, this.#tail.length + fresh.length - TAIL_BYTES));
    this.#tail = Buffer.concat([kept, fresh]);
    this.offset += end - start;
  }

  clone(): ReadPoint {
    const point = new ReadPoint();
    point.offset = this.offset;
    point.#headStart = this.#headStart;
    point.#head = this.#head;
    point.#tail = this.#tail;
    return point;
  }

  /** Whether `handle` and what was read have the same beginning, as far as both are known. */
  async sharesHead(handle: ReadHandle): Promise<boolean> {
    const head = await bytesAt(handle, this.#headStart, this.#head.length);
    return head.compare(this.#head, 0, head.length) === 0;
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

  /** Nothing but a hole before it is no mark at all: every file that was truncated has one. */
  marks(): Pick<
    FilePosition,
    'offset' | 'headStart' | 'headLength' | 'headHash' | 'tailLength' | 'tailHash'
  > {
    const isHole = this.#head.length === 0;
    const tail = isHole ? this.#head : this.#tail;
    return {
      offset: isHole ? 0 : this.offset,
      ...(this.#headStart > 0 && !isHole && { headStart: this.#headStart }),
      headLength: this.#head.length,
      headHash: contentHash(this.#head),
      tailLength: tail.length,
      tailHash: contentHash(tail),
    };
  }
}
