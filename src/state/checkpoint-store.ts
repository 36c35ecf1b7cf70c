import { existsSync, readFileSync, renameSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkpoint, SavedCheckpoint } from './checkpoint.js';
import { Seal, unseal } from './checkpoint-seal.js';
import { decodeCheckpoint } from './decode-checkpoint.js';
import { encodeCheckpoint } from './encode-checkpoint.js';
import { ensureDirectory } from './ensure-directory.js';

/** Which file a checkpoint came from. */
export type Restored =
  | {
      readonly from: 'current' | 'previous';
      readonly checkpoint: SavedCheckpoint;
      /** Whether it is the last one, and everything that was shown to a scraper is in it. */
      readonly sure: boolean;
    }
  /** Nothing was there at all, or nothing that can be used. */
  | { readonly from: 'nothing' | 'failed' };

/** The checkpoint of one state directory, and the one before it. */
export class CheckpointStore {
  readonly #current: string;
  readonly #previous: string;
  readonly #temporary: string;
  /** Its being there says that more was shown to scrapers than the checkpoint has. */
  readonly #behind: string;
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
    this.#current = join(directory, 'checkpoint');
    this.#previous = join(directory, 'checkpoint.previous');
    this.#temporary = join(directory, 'checkpoint.new');
    this.#behind = join(directory, 'checkpoint.behind');
  }

  /** The newest checkpoint that is whole. `problem` is told why a file could not be used. */
  load(problem: (message: string) => void): Restored {
    const current = this.#readCurrent();
    if (current.checkpoint !== undefined) {
      return { from: 'current', checkpoint: current.checkpoint, sure: !existsSync(this.#behind) };
    }
    if (current.why !== undefined)
      problem(`cannot use ${this.#current}: ${current.why}; trying the one before`);
    const previous = read(this.#previous);
    if (previous.checkpoint !== undefined) {
      if (current.why === undefined) problem(`${this.#current} is missing; using the one before`);
      return { from: 'previous', checkpoint: previous.checkpoint, sure: false };
    }
    if (previous.why !== undefined) problem(`cannot use ${this.#previous}: ${previous.why}`);
    return { from: current.why === undefined && previous.why === undefined ? 'nothing' : 'failed' };
  }

  /**
   * Writes to a temporary file, syncs it, and puts it in place of the current one, which becomes the previous one. At any
   * moment one of the two is whole. Gives way to the event loop with every piece. Returns the bytes written.
   * @throws Error of the file system; then the files are as they were.
   */
  async save(checkpoint: Checkpoint): Promise<number> {
    ensureDirectory(this.#directory);
    try {
      const bytes = await writeSealed(this.#temporary, encodeCheckpoint(checkpoint));
      await rename(this.#current, this.#previous).catch(unlessMissing);
      await rename(this.#temporary, this.#current);
      await syncDirectory(this.#directory);
      return bytes;
    } catch (error) {
      await this.#tidy();
      throw error;
    }
  }

  /**
   * From now on scrapers may be shown what no checkpoint has: a run that starts from the last one must not go by what it
   * says they were shown. A file without contents can be made on a full disk as well; where even that fails, so be it.
   */
  async fallBehind(): Promise<void> {
    try {
      await (await open(this.#behind, 'w', 0o600)).close();
      await syncDirectory(this.#directory);
    } catch {}
  }

  /** The last checkpoint has everything again. */
  async catchUp(): Promise<void> {
    await rm(this.#behind, { force: true });
  }

  /** Gives the room back, and puts the last checkpoint in its place again if it was moved already. */
  async #tidy(): Promise<void> {
    try {
      if (!existsSync(this.#current) && existsSync(this.#previous))
        await rename(this.#previous, this.#current);
      await rm(this.#temporary, { force: true });
    } catch {}
  }

  /** When a process ended between the two renames of `save`, the newest checkpoint still has its temporary name. */
  #readCurrent(): ReturnType<typeof read> {
    const current = read(this.#current);
    if (current.checkpoint !== undefined || current.why !== undefined) return current;
    const { checkpoint } = read(this.#temporary);
    if (checkpoint === undefined) return {};
    try {
      // The next save would write over it.
      renameSync(this.#temporary, this.#current);
    } catch {}
    return { checkpoint };
  }
}

async function writeSealed(path: string, pieces: Iterable<string>): Promise<number> {
  const file = await open(path, 'w', 0o600);
  let bytes = 0;
  try {
    const seal = new Seal();
    for (const piece of pieces) {
      seal.add(piece);
      bytes += await append(file, piece);
    }
    bytes += await append(file, seal.line());
    await file.sync();
  } finally {
    await file.close();
  }
  return bytes;
}

/** `writeFile` goes on until all is written; `write` is content with a part when the disk fills up. */
async function append(file: FileHandle, text: string): Promise<number> {
  const bytes = Buffer.from(text);
  await file.writeFile(bytes);
  return bytes.length;
}

/** Renames are in the directory, which is a file of its own to the disk. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function read(path: string): { checkpoint?: SavedCheckpoint; why?: string } {
  try {
    return { checkpoint: decodeCheckpoint(unseal(readFileSync(path, 'utf8'))) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return {};
    return { why: (error as Error).message };
  }
}

function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
