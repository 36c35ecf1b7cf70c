import type { Telemetry } from '../base/telemetry.js';
import type { ChunkSink, FileRef } from './chunk.js';
import { lineRuns } from './line-runs.js';

/** Where the lines of a source go. */
export interface Outlet {
  readonly source: string;
  readonly maxLineBytes: number;
  readonly sink: ChunkSink;
  readonly telemetry: Telemetry;
}

let lastId = 0;

export function newFileRef(path: string): FileRef {
  lastId += 1;
  return { id: lastId, path };
}

/** Bytes of a file that begin at a line start. */
export interface Block {
  readonly file: FileRef;
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** Position of `start` in the file. */
  readonly offset: number;
  /** Lines that were skipped before this block. */
  readonly tooLong: number;
}

/**
 * Hands on the lines of a block. The count of long lines never waits for a later block: a position taken after this
 * call stands for it too.
 */
export function handOn(outlet: Outlet, block: Block): void {
  const { source, sink, telemetry, maxLineBytes } = outlet;
  const { file, bytes, offset } = block;
  let { tooLong } = block;
  for (const { kind, from, to } of lineRuns(bytes, block.start, block.end, maxLineBytes)) {
    if (kind === 'tooLong') tooLong += 1;
    if (kind !== 'lines') continue;
    sink({ source, file, bytes, start: from, end: to, offset: offset + from - block.start, tooLong });
    telemetry.readBytes(source, to - from);
    tooLong = 0;
  }
  if (tooLong === 0) return;
  const after = offset + block.end - block.start;
  sink({ source, file, bytes, start: block.end, end: block.end, offset: after, tooLong });
}
