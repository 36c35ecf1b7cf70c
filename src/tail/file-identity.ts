import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import type { FilePosition } from './file-position.js';

/** Device and inode: the same file under whatever name, as long as it lives. */
export type FileKey = string;

export function fileKey(stats: BigIntStats): FileKey {
  return `${stats.dev}:${stats.ino}`;
}

export function positionKey(position: FilePosition): FileKey {
  return `${position.device}:${position.inode}`;
}

/** 128 bits of SHA-256: enough that no two heads of real logs meet, short enough for a checkpoint. */
export function contentHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32);
}
