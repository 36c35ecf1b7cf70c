import type { FileRef } from './chunk.js';
import { afterPadding, LINE_FEED } from './line-runs.js';
import { handOn, newFileRef, type Outlet } from './outlet.js';
import type { ReadBuffer } from './read-buffer.js';
import type { ReadHandle } from './read-handle.js';
import { ReadPoint } from './read-point.js';

export type ReadResult = 'more' | 'end' | 'truncated';

/**
 * The lines of one file, from a point on.
 *
 * Every read begins with the bytes before the point and compares them: so a file that was truncated and has grown
 * again, to whatever size, is noticed by the very read that would have mixed up the two contents. A half line is not
 * kept but read again, so a thousand files cost no more memory than one.
 */
export class FileLines {
  readonly #outlet: Outlet;
  #file: FileRef;
  #point: ReadPoint;
  /** Inside a line that is too long: how far it has been skipped. The point stays at its start. */
  #skipped: ReadPoint | undefined;
  #seen: number;

  /** `insideLine`: the point is in the midst of a line that is to be skipped. */
  constructor(outlet: Outlet, path: string, point: ReadPoint, insideLine = false) {
    this.#outlet = outlet;
    this.#file = newFileRef(path);
    this.#point = point;
    this.#skipped = insideLine ? point.clone() : undefined;
    this.#seen = point.offset;
  }

  /** Everything before it has been handed on or counted as skipped. */
  get point(): ReadPoint {
    return this.#point;
  }

  /** Position up to which bytes have been seen: beyond the point by the half line at the end. */
  get seen(): number {
    return this.#seen;
  }

  /**
   * One read, and its whole lines handed on. `more`: it moved on, and there may be more. `end`: nothing that could be
   * handed on is left. `truncated`: the file is not what it was; `restart` it.
   */
  async read(handle: ReadHandle, buffer: ReadBuffer): Promise<ReadResult> {
    const from = this.#skipped ?? this.#point;
    const before = from.tailLength;
    const { bytes } = buffer;
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, from.offset - before);
    const data = bytes.subarray(0, bytesRead);
    if (!from.matches(data)) return 'truncated';
    this.#seen = from.offset + bytesRead - before;
    const full = bytesRead === bytes.length;
    if (this.#take(data, before, full)) return 'more';
    if (!full) return 'end';
    buffer.grow();
    return 'more';
  }

  /** Starts again at the beginning of what is a new file now. */
  restart(): void {
    this.#file = newFileRef(this.#file.path);
    this.#point = new ReadPoint();
    this.#skipped = undefined;
    this.#seen = 0;
  }

  /** Hands on the last line although no line end has come: nothing more will. */
  async finish(handle: ReadHandle, buffer: ReadBuffer): Promise<void> {
    const file = this.#file;
    if (this.#skipped !== undefined) {
      this.#point = this.#skipped;
      this.#skipped = undefined;
      const { offset } = this.#point;
      return handOn(this.#outlet, { file, bytes: buffer.bytes, start: 0, end: 0, offset, tooLong: 1 });
    }
    const { offset } = this.#point;
    const bytes = Buffer.alloc(this.#seen - offset);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset);
    handOn(this.#outlet, { file, bytes, start: 0, end: bytesRead, offset, tooLong: 0 });
    this.#point.advance(bytes, 0, bytesRead);
  }

  /** Whether it got past some of the bytes. */
  #take(data: Buffer, from: number, full: boolean): boolean {
    let start = from;
    let tooLong = 0;
    if (this.#skipped !== undefined) {
      const found = data.indexOf(LINE_FEED, start);
      const next = found < 0 ? data.length : found + 1;
      this.#skipped.advance(data, start, next);
      if (found < 0) return next > start;
      this.#point = this.#skipped;
      this.#skipped = undefined;
      tooLong = 1;
      start = next;
    }
    const end = Math.max(start, data.lastIndexOf(LINE_FEED) + 1);
    const { offset } = this.#point;
    handOn(this.#outlet, { file: this.#file, bytes: data, start, end, offset, tooLong });
    this.#point.advance(data, start, end);
    return this.#takeHalfLine(data, end, full) || end > from;
  }

  #takeHalfLine(data: Buffer, start: number, full: boolean): boolean {
    const text = afterPadding(data, start, data.length);
    // Padding up to the end may be room that the writer has yet to fill; only more than a buffer of it is a hole.
    if (text === data.length && !full) return false;
    this.#point.advance(data, start, text);
    if (data.length - text <= this.#outlet.maxLineBytes) return text > start;
    this.#skipped = this.#point.clone();
    this.#skipped.advance(data, text, data.length);
    return true;
  }
}
