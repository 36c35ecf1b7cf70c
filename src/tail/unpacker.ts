import type { Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';

export type PackedKind = 'gz' | 'zst';

/** Decompresses piece by piece. After a fault nothing more comes. */
export interface Unpacker {
  /** What came out of `bytes`, or of the end; a fault does not take away what came before it. */
  push(bytes: Buffer | 'end'): Promise<{ readonly chunks: readonly Buffer[]; readonly fault?: Error }>;
  close(): void;
}

/**
 * How a file is compressed, by its name alone: a name with `.gz` is never read as plain text, although the file may
 * still be empty.
 */
export function packedKind(path: string): PackedKind | undefined {
  if (path.endsWith('.gz')) return 'gz';
  return path.endsWith('.zst') ? 'zst' : undefined;
}

export function makeUnpacker(kind: PackedKind): Unpacker {
  // The zstd of Node.js (24.21) fails at the second frame of a file, and what appends to a .zst makes frames.
  return kind === 'gz' ? new StreamUnpacker(createGunzip()) : new PlainZstd();
}

class StreamUnpacker implements Unpacker {
  readonly #stream: Transform;
  #chunks: Buffer[] = [];
  #fault: Error | undefined;
  #settle = () => {};

  constructor(stream: Transform) {
    this.#stream = stream;
    stream.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    stream.on('end', () => this.#settle());
    stream.on('error', (error) => {
      this.#fault = error;
      this.#settle();
    });
  }

  async push(bytes: Buffer | 'end') {
    await new Promise<void>((resolve) => {
      this.#settle = resolve;
      if (this.#fault !== undefined) resolve();
      else if (bytes === 'end') this.#stream.end();
      else this.#stream.write(bytes, () => resolve());
    });
    const chunks = this.#chunks;
    this.#chunks = [];
    return { chunks, ...(this.#fault !== undefined && { fault: this.#fault }) };
  }

  close(): void {
    this.#stream.destroy();
  }
}

class PlainZstd implements Unpacker {
  #chunks: Buffer[] = [];
  readonly #stream = new Decompress((chunk) => void this.#chunks.push(Buffer.from(chunk)));

  async push(bytes: Buffer | 'end') {
    let fault: Error | undefined;
    try {
      if (bytes === 'end') this.#stream.push(new Uint8Array(0), true);
      else this.#stream.push(bytes);
    } catch (error) {
      fault = error as Error;
    }
    const chunks = this.#chunks;
    this.#chunks = [];
    return { chunks, ...(fault !== undefined && { fault }) };
  }

  close(): void {}
}
