import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { FilePosition } from '../tail/file-position.js';

const VERSION = 1;
const FILE = 'positions.json';

/** What was read of which file, kept over a restart. */
export class PositionStore {
  readonly #directory: string;
  #written = '';

  constructor(directory: string) {
    this.#directory = directory;
  }

  get path(): string {
    return join(this.#directory, FILE);
  }

  /**
   * The positions of the last run; none when there was no last run.
   * @throws Error with the next step when the file is there but cannot be used.
   */
  load(): FilePosition[] {
    const text = this.#read();
    if (text === undefined) return [];
    const data = parse(text);
    if (data?.version !== VERSION || !Array.isArray(data.positions)) {
      throw new Error(
        `cannot use ${this.path}: it is torn or of another version; every file is read as "start" says (delete the file to silence this)`,
      );
    }
    return data.positions as FilePosition[];
  }

  /**
   * Writes the positions when they changed: to a temporary file, synced, renamed, so that a crash leaves the old or the
   * new file, never half of one.
   * @throws Error of the file system.
   */
  save(positions: readonly FilePosition[]): void {
    const text = JSON.stringify({ version: VERSION, positions });
    if (text === this.#written) return;
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    const temporary = `${this.path}.new`;
    const file = openSync(temporary, 'w', 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, this.path);
    this.#written = text;
  }

  #read(): string | undefined {
    try {
      return readFileSync(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw new Error(`cannot read ${this.path}: ${(error as Error).message}`);
    }
  }
}

function parse(text: string): { version?: unknown; positions?: unknown } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
