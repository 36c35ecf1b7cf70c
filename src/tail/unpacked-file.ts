import type { BigIntStats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { ReadHandle } from './read-handle.js';
import { makeUnpacker, type PackedKind, type Unpacker } from './unpacker.js';

/** Of one step: a hostile file unpacks to a thousand times its size, and that much is held at once. */
const STEP = 16 * 1024;

/**
 * The content of a compressed file, for reading onwards: what stands before the last position asked for is let go,
 * and asking for it again begins anew at the start of the file. Memory: the bytes asked for and those of one step.
 */
export class UnpackedFile implements ReadHandle {
  readonly #handle: FileHandle;
  readonly #kind: PackedKind;
  readonly #packed = Buffer.allocUnsafeSlow(STEP);
  #unpacker: Unpacker;
  #window: Buffer[] = [];
  /** Position of the first byte of the window, and of the one after the last. */
  #start = 0;
  #end = 0;
  #packedBytes = 0;
  #ended = false;
  #fault: Error | undefined;

  constructor(handle: FileHandle, kind: PackedKind) {
    this.#handle = handle;
    this.#kind = kind;
    this.#unpacker = makeUnpacker(kind);
  }

  /** Bytes of the compressed file that have been unpacked. */
  get packedBytes(): number {
    return this.#packedBytes;
  }

  /** Why the content ended before its end: torn or damaged. What could be unpacked before is content. */
  get fault(): Error | undefined {
    return this.#fault;
  }

  async read(bytes: Buffer, start: number, length: number, position: number) {
    if (position < this.#start) this.#rewind();
    while (!this.#ended && this.#end < position + length) {
      this.#forget(position);
      await this.#pull();
    }
    this.#forget(position);
    return { bytesRead: this.#copy(bytes.subarray(start, start + length), position) };
  }

  stat(options: { readonly bigint: true }): Promise<BigIntStats> {
    return this.#handle.stat(options);
  }

  close(): Promise<void> {
    this.#unpacker.close();
    return this.#handle.close();
  }

  #copy(target: Buffer, position: number): number {
    let copied = 0;
    let at = this.#start;
    for (const chunk of this.#window) {
      const from = Math.max(0, position + copied - at);
      if (from < chunk.length && copied < target.length) copied += chunk.copy(target, copied, from);
      at += chunk.length;
    }
    return copied;
  }

  #forget(position: number): void {
    let count = 0;
    for (const chunk of this.#window) {
      if (this.#start + chunk.length > position) break;
      this.#start += chunk.length;
      count += 1;
    }
    this.#window.splice(0, count);
  }

  async #pull(): Promise<void> {
    const { bytesRead } = await this.#handle.read(this.#packed, 0, STEP, this.#packedBytes);
    const { chunks, fault } = await this.#unpacker.push(
      bytesRead === 0 ? 'end' : Buffer.from(this.#packed.subarray(0, bytesRead)),
    );
    this.#packedBytes += bytesRead;
    this.#ended = bytesRead === 0 || fault !== undefined;
    this.#fault = fault;
    for (const chunk of chunks) {
      this.#window.push(chunk);
      this.#end += chunk.length;
    }
  }

  #rewind(): void {
    this.#unpacker.close();
    this.#unpacker = makeUnpacker(this.#kind);
    this.#window = [];
    this.#start = 0;
    this.#end = 0;
    this.#packedBytes = 0;
    this.#ended = false;
    this.#fault = undefined;
  }
}
