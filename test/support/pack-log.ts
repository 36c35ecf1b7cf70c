import { gzipSync } from 'node:zlib';
import { storedZstd } from './stored-zstd.js';

export type PackKind = 'gz' | 'zst';

export function packLog(kind: PackKind, bytes: Uint8Array): Buffer {
  return kind === 'gz' ? gzipSync(bytes) : storedZstd(bytes);
}
