import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Telemetry } from '../base/telemetry.js';
import type { ChunkSink } from './chunk.js';
import { openFile } from './open-file.js';
import type { Outlet } from './outlet.js';
import { cannotRead, errorCode, isSystemError, NotAFileError } from './path-error.js';
import { StreamLines } from './stream-lines.js';
import { defaultTuning } from './tuning.js';
import { makeUnpacker, packedKind } from './unpacker.js';

/** Of a zstd file: what a hostile one unpacks to, a thousand times as much, is held at once. */
const ZSTD_STEP = 16 * 1024;

export interface ReadFilesOptions {
  readonly source: string;
  /** Files, `.gz`, `.zst`, or `-` for standard input. No globs. */
  readonly paths: readonly string[];
  readonly maxLineBytes: number;
  readonly sink: ChunkSink;
  readonly telemetry: Telemetry;
  /** Bytes as they stand on disk, so compressed ones for a compressed file; standard input is in neither. */
  readonly onProgress?: (bytesRead: number, bytesTotal: number) => void;
  /** Default: that of the process. */
  readonly stdin?: Readable;
}

/**
 * Reads each file from start to end, once, in the order given; the last line of each counts even without a line end.
 * Throws when a file cannot be read, with a message that says why; the files before it have been handed on.
 */
export async function readFiles(options: ReadFilesOptions): Promise<void> {
  const { source, paths, maxLineBytes, sink, telemetry } = options;
  const outlet: Outlet = { source, maxLineBytes, sink, telemetry };
  const progress = { read: 0, total: await sizeOf(paths) };
  const advance = (bytes: number) => {
    progress.read += bytes;
    options.onProgress?.(progress.read, progress.total);
  };
  for (const path of paths) {
    const lines = new StreamLines(outlet, path);
    await explained(path, async () => {
      if (path === '-') await readStream(options.stdin ?? process.stdin, lines);
      else if (packedKind(path) === 'gz') await readGzip(path, lines, advance);
      else if (packedKind(path) === 'zst') await readZstd(path, lines, advance);
      else await readPlain(path, lines, advance);
    });
    lines.end();
  }
}

async function sizeOf(paths: readonly string[]): Promise<number> {
  let total = 0;
  for (const path of paths) {
    if (path === '-') continue;
    await explained(path, async () => {
      const stats = await stat(path);
      if (!stats.isFile()) throw new NotAFileError(stats.isDirectory());
      total += stats.size;
    });
  }
  return total;
}

/** Into one buffer that is used again: a stream would allocate one for each read. */
async function readPlain(path: string, lines: StreamLines, advance: (bytes: number) => void): Promise<void> {
  const { handle } = await openFile(path);
  try {
    const buffer = Buffer.allocUnsafeSlow(defaultTuning.chunkBytes);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return;
      lines.push(buffer.subarray(0, bytesRead));
      advance(bytesRead);
    }
  } finally {
    await handle.close();
  }
}

async function readGzip(path: string, lines: StreamLines, advance: (bytes: number) => void): Promise<void> {
  const input = createReadStream(path, { highWaterMark: defaultTuning.chunkBytes });
  input.on('data', (bytes) => advance(bytes.length));
  const unpack = createGunzip({ chunkSize: defaultTuning.chunkBytes });
  await pipeline(input, unpack, (output) => readStream(output, lines));
}

async function readZstd(path: string, lines: StreamLines, advance: (bytes: number) => void): Promise<void> {
  const unpacker = makeUnpacker('zst');
  const push = async (bytes: Buffer | 'end') => {
    const { chunks, fault } = await unpacker.push(bytes);
    for (const chunk of chunks) lines.push(chunk);
    if (fault !== undefined) throw new Error(cannotRead(path, fault, 'check the file'), { cause: fault });
  };
  try {
    for await (const bytes of createReadStream(path, { highWaterMark: ZSTD_STEP })) {
      await push(bytes as Buffer);
      advance((bytes as Buffer).length);
    }
    await push('end');
  } finally {
    unpacker.close();
  }
}

async function readStream(input: AsyncIterable<Buffer | string>, lines: StreamLines): Promise<void> {
  for await (const bytes of input) lines.push(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
}

/** Errors of files get a message for the user; those of the sink are faults of this program and stay as they are. */
async function explained(path: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!isSystemError(error) && !errorCode(error).startsWith('Z')) throw error;
    throw new Error(cannotRead(path, error, 'check the file'), { cause: error });
  }
}
