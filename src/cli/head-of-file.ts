import { closeSync, openSync, readSync } from 'node:fs';

/** What recognising looks at: enough for a hundred long lines. */
const SAMPLE_BYTES = 256 * 1024;

/**
 * The first lines of a file: complete ones, or all there is when it has no line end within the sample.
 * @throws Error of the file system.
 */
export function headOfFile(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(SAMPLE_BYTES);
    const length = readSync(file, buffer, 0, SAMPLE_BYTES, 0);
    const lastEnd = buffer.lastIndexOf(0x0a, length - 1);
    return buffer.subarray(0, lastEnd <= 0 || length === 0 ? length : lastEnd + 1);
  } finally {
    closeSync(file);
  }
}
