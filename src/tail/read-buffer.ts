import { TAIL_BYTES } from './read-point.js';

/** The one buffer all files of a source are read into. Its bytes are only good until the next read. */
export class ReadBuffer {
  readonly #usual: number;
  readonly #most: number;
  bytes: Buffer;

  /** Grows up to what a line of `maxLineBytes` needs beside a usual chunk. */
  constructor(maxLineBytes: number, chunkBytes: number) {
    this.#usual = chunkBytes + TAIL_BYTES;
    this.#most = this.#usual + maxLineBytes;
    this.bytes = Buffer.allocUnsafeSlow(this.#usual);
  }

  /** Twice the room; the content is lost. */
  grow(): void {
    this.bytes = Buffer.allocUnsafeSlow(Math.min(this.#most, this.bytes.length * 2));
  }

  /** Back to the usual size: one long line must not keep the memory for ever. */
  shrink(): void {
    if (this.bytes.length > this.#usual) this.bytes = Buffer.allocUnsafeSlow(this.#usual);
  }
}
