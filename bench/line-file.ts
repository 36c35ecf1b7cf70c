import { closeSync, openSync, writeSync } from 'node:fs';

const bufferBytes = 1 << 20;
const longestLine = 1 << 16;

/** Writes lines to a new file, a mebibyte at a time. Lines are ASCII and shorter than 64 KiB. */
export class LineFile {
  /** Bytes and lines handed over so far. */
  bytes = 0;
  lines = 0;
  readonly #descriptor: number;
  readonly #buffer = Buffer.allocUnsafe(bufferBytes);
  #used = 0;

  constructor(path: string) {
    this.#descriptor = openSync(path, 'w', 0o600);
  }

  write(line: string): void {
    if (this.#used + longestLine > bufferBytes) this.#flush();
    const written = this.#buffer.write(line, this.#used, 'latin1');
    this.#buffer[this.#used + written] = 0x0a;
    this.#used += written + 1;
    this.bytes += written + 1;
    this.lines += 1;
  }

  close(): void {
    this.#flush();
    closeSync(this.#descriptor);
  }

  #flush(): void {
    let done = 0;
    while (done < this.#used) done += writeSync(this.#descriptor, this.#buffer, done, this.#used - done);
    this.#used = 0;
  }
}
