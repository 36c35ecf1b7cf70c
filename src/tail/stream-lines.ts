import type { FileRef } from './chunk.js';
import { afterPadding, LINE_FEED } from './line-runs.js';
import { handOn, newFileRef, type Outlet } from './outlet.js';

const empty = Buffer.alloc(0);

/**
 * The lines of bytes that can be read only once: standard input, compressed files. Memory: at most one line of
 * `maxLineBytes` beside the bytes pushed.
 */
export class StreamLines {
  readonly #outlet: Outlet;
  readonly #file: FileRef;
  /** The beginning of a line whose end has not come. Room grows by doubling, so a line costs its length once. */
  #held = empty;
  #heldLength = 0;
  #skipping = false;
  #offset = 0;

  constructor(outlet: Outlet, path: string) {
    this.#outlet = outlet;
    this.#file = newFileRef(path);
  }

  push(bytes: Buffer): void {
    const first = this.#heldLength > 0 || this.#skipping ? bytes.indexOf(LINE_FEED) + 1 : 0;
    const last = bytes.lastIndexOf(LINE_FEED) + 1;
    let tooLong = 0;
    if (first > 0) tooLong = this.#endLine(bytes, first);
    this.#handOn(bytes, first, Math.max(first, last), tooLong);
    this.#hold(bytes, last);
  }

  /** Hands on the last line although it has no line end. */
  end(): void {
    const tooLong = this.#skipping ? 1 : 0;
    this.#skipping = false;
    const length = this.#heldLength;
    this.#heldLength = 0;
    this.#handOn(this.#held, 0, length, tooLong);
    this.#held = empty;
  }

  /** The line that began in earlier pushes ends before `end`. Returns the number of lines skipped. */
  #endLine(bytes: Buffer, end: number): number {
    if (this.#skipping) {
      this.#skipping = false;
      this.#offset += end;
      return 1;
    }
    this.#append(bytes, 0, end);
    const length = this.#heldLength;
    this.#heldLength = 0;
    this.#handOn(this.#held, 0, length, 0);
    // One long line must not keep the memory for ever.
    this.#held = empty;
    return 0;
  }

  #handOn(bytes: Buffer, start: number, end: number, tooLong: number): void {
    handOn(this.#outlet, { file: this.#file, bytes, start, end, offset: this.#offset, tooLong });
    this.#offset += end - start;
  }

  #hold(bytes: Buffer, start: number): void {
    if (this.#skipping) {
      this.#offset += bytes.length - start;
      return;
    }
    let text = start;
    if (this.#heldLength === 0) {
      text = afterPadding(bytes, start, bytes.length);
      this.#offset += text - start;
    }
    const length = this.#heldLength + bytes.length - text;
    if (length <= this.#outlet.maxLineBytes) {
      this.#append(bytes, text, bytes.length);
      return;
    }
    this.#skipping = true;
    this.#offset += length;
    this.#held = empty;
    this.#heldLength = 0;
  }

  #append(bytes: Buffer, start: number, end: number): void {
    const length = this.#heldLength + end - start;
    if (length > this.#held.length) {
      const room = Buffer.allocUnsafeSlow(Math.max(length, this.#held.length * 2));
      this.#held.copy(room, 0, 0, this.#heldLength);
      this.#held = room;
    }
    bytes.copy(this.#held, this.#heldLength, start, end);
    this.#heldLength = length;
  }
}
