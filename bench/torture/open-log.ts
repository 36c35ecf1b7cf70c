import { closeSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';

/** A descriptor that a program writes its log to. */
export class OpenLog {
  readonly inode: string;
  readonly #fd: number;
  /** Undefined: every write appends. */
  #position: number | undefined;

  constructor(path: string, append: boolean) {
    this.#fd = openSync(path, append ? 'a' : 'w');
    this.#position = append ? undefined : 0;
    this.inode = String(fstatSync(this.#fd, { bigint: true }).ino);
  }

  /** Where the next write begins. */
  get position(): number {
    return this.#position ?? fstatSync(this.#fd).size;
  }

  write(bytes: Uint8Array): void {
    const written = writeSync(this.#fd, bytes, 0, bytes.length, this.#position ?? null);
    if (written !== bytes.length) throw new Error(`wrote ${written} bytes of ${bytes.length}`);
    if (this.#position !== undefined) this.#position += written;
  }

  /** A writer that does not append knows nothing of it and goes on where it was. */
  truncate(): void {
    ftruncateSync(this.#fd, 0);
  }

  close(): void {
    closeSync(this.#fd);
  }
}
