/** One open file (or stream) of a source. `id` is unique in this process; the path is what it was found as. */
export interface FileRef {
  readonly id: number;
  readonly path: string;
}

/**
 * What tail/ hands on: bytes of one file that end at a line end.
 *
 * Guarantee: chunks of one file come in order and without holes or overlaps, save for what `tooLong` and
 * `Telemetry.gap` report. The bytes are only valid during the call: the buffer is used again.
 */
export interface Chunk {
  readonly source: string;
  readonly file: FileRef;
  /** Holds the lines in `[start, end)`. Each line ends with `\n`, but for the last one of a finished file. */
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** Position of `start` in the file, in bytes. */
  readonly offset: number;
  /** Lines over `max_line_bytes` that were skipped since the chunk before. */
  readonly tooLong: number;
}

/** Takes a chunk and is done with it when it returns. Must not throw. */
export type ChunkSink = (chunk: Chunk) => void;
