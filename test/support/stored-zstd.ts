/** Magic number; then the descriptor: a single segment, its size in four bytes. RFC 8878, section 3.1.1. */
const HEADER = [0x28, 0xb5, 0x2f, 0xfd, 0b1010_0000];
const BLOCK = 128 * 1024;

/** `bytes` as a zstd frame of raw blocks: what zstd makes of bytes that do not compress, without the program. */
export function storedZstd(bytes: Uint8Array): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(bytes.length);
  const pieces: Uint8Array[] = [Buffer.from(HEADER), size];
  let start = 0;
  do {
    const block = bytes.subarray(start, start + BLOCK);
    start += block.length;
    const header = Buffer.alloc(3);
    header.writeUIntLE(block.length * 8 + (start === bytes.length ? 1 : 0), 0, 3);
    pieces.push(header, block);
  } while (start < bytes.length);
  return Buffer.concat(pieces);
}
