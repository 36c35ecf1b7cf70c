import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { gunzipSync, constants as zlib } from 'node:zlib';
import { NotAFileError } from '../tail/path-error.js';

/** What recognising looks at: enough for a hundred long lines. */
const SAMPLE_BYTES = 256 * 1024;
/** Of a compressed file: logs shrink to a tenth, and gzip makes at most a thousand bytes of one. */
const COMPRESSED_BYTES = 32 * 1024;

/**
 * The first lines of a file, unpacked if its name ends with `.gz`: complete ones, or all there is when it has no line
 * end within the sample.
 * @throws Error of the file system or of zlib.
 */
export function headOfFile(path: string): Buffer {
  const sample = path.endsWith('.gz')
    ? unpackHead(readHead(path, COMPRESSED_BYTES))
    : readHead(path, SAMPLE_BYTES);
  const lastEnd = sample.lastIndexOf(0x0a);
  return lastEnd <= 0 ? sample : sample.subarray(0, lastEnd + 1);
}

function readHead(path: string, length: number): Buffer {
  // Without O_NONBLOCK a named pipe would stop the process until somebody writes to it.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw new NotAFileError(stats.isDirectory());
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(file, buffer, 0, length, 0));
  } finally {
    closeSync(file);
  }
}

/** As much as the beginning of the packed bytes gives. */
function unpackHead(packed: Buffer): Buffer {
  if (packed.length === 0) return packed;
  return gunzipSync(packed, { finishFlush: zlib.Z_SYNC_FLUSH }).subarray(0, SAMPLE_BYTES);
}
