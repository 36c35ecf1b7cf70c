import type { NumberedMark, ReadMark } from '../state/read-mark.js';
import type { Chunk } from '../tail/chunk.js';
import { contentHash } from '../tail/file-identity.js';

const MOST = 256;
const LINE_FEED = 10;

/** How far a file was handed on: the end of its last chunk, kept as bytes until a mark of it is wanted. */
export class ReadPlace {
  /** Number of the first checkpoint that has what was counted before the place. */
  generation = 0;
  /** Whether a checkpoint that is to be written has been given its mark. */
  taken = false;
  readonly #source: string;
  readonly #path: string;
  #offset = 0;
  readonly #bytes = Buffer.allocUnsafe(MOST);
  #length = 0;

  constructor({ source, file }: Chunk) {
    this.#source = source;
    this.#path = file.path;
  }

  /** The place is the end of this chunk now. */
  moveTo({ bytes, start, end, offset }: Chunk, generation: number): void {
    this.generation = generation;
    this.taken = false;
    this.#offset = offset + end - start;
    // Of one line: positions stand at line starts, so whoever reads from one of them gets all of it in one chunk.
    const lineEnd = end - start > 1 ? bytes.lastIndexOf(LINE_FEED, end - 2) : -1;
    const from = Math.max(start, lineEnd + 1, end - MOST);
    this.#length = bytes.copy(this.#bytes, 0, from, end);
  }

  mark(shown: boolean): NumberedMark {
    const [source, path, offset, length] = [this.#source, this.#path, this.#offset, this.#length];
    const hash = contentHash(this.#bytes.subarray(0, length));
    return { generation: this.generation, shown, mark: { source, path, offset, length, hash } };
  }
}

/** Whether the place of a mark is in this chunk, or at its end. */
export function isIn({ offset, length, hash }: ReadMark, chunk: Chunk): boolean {
  const end = chunk.offset + chunk.end - chunk.start;
  // Nothing is known of the line before it but that it was skipped.
  if (length === 0) return chunk.tooLong > 0 && offset <= end;
  const from = offset - length;
  if (from < chunk.offset || offset > end) return false;
  const at = chunk.start + from - chunk.offset;
  return contentHash(chunk.bytes.subarray(at, at + length)) === hash;
}
