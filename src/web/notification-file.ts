import { type FileHandle, open } from 'node:fs/promises';

const NEWLINE = 0x0a;

/**
 * A file that lines are appended to, one append at a time. It is opened anew each time, so that it may be renamed or
 * deleted at any moment: the next lines go to a new one.
 */
export class NotificationFile {
  readonly #path: string;
  #last: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Appends whole lines, or nothing (to see whether the file can be written). Resolves when they are on disk.
   * @throws Error of the file system; a part of the lines may have been written, the next append begins a new line.
   */
  append(lines: string): Promise<void> {
    const append = () => this.#append(lines);
    this.#last = this.#last.then(append, append);
    return this.#last;
  }

  async #append(lines: string): Promise<void> {
    // Who may read it sees who was denied what.
    const file = await open(this.#path, 'a+', 0o640);
    try {
      const stats = await file.stat();
      const torn = stats.isFile() && stats.size > 0 && (await lastByte(file, stats.size)) !== NEWLINE;
      if (lines !== '') await file.appendFile(torn ? `\n${lines}` : lines);
      if (stats.isFile()) await file.datasync();
    } finally {
      await file.close();
    }
  }
}

async function lastByte(file: FileHandle, size: number): Promise<number | undefined> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return bytesRead === 1 ? buffer[0] : undefined;
}
