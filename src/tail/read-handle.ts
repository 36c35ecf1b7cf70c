import type { BigIntStats } from 'node:fs';

/** What lines are read from: a file as it stands, or the content of a compressed one. */
export interface ReadHandle {
  /** As of node:fs: fewer bytes than `length` mean the end. */
  read(
    bytes: Buffer,
    start: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
  /** Of the file on disk. */
  stat(options: { readonly bigint: true }): Promise<BigIntStats>;
  close(): Promise<void>;
}

/** The bytes in `[position, position + length)`, or fewer when the content ends before. */
export async function bytesAt(handle: ReadHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await handle.read(bytes, 0, length, position);
  return bytes.subarray(0, bytesRead);
}
