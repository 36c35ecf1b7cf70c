import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One thing that the writer did to a file. */
export interface TraceEntry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly file: string;
  readonly what: 'write' | 'rest' | 'open' | 'close' | 'copy' | 'truncate';
  readonly inode: string;
  /** Of the file before it was done. */
  readonly offset: number;
  readonly bytes: number;
  /** First and last event that was written; `from` is larger than `to` when there was none. */
  readonly from: number;
  readonly to: number;
}

const fields = ['at', 'file', 'what', 'inode', 'offset', 'bytes', 'from', 'to'] as const;
const path = (directory: string) => join(directory, 'trace.tsv');

/** Where and when every line went, collected and written out now and then. */
export class WriteTrace {
  readonly #path: string;
  #lines = '';

  constructor(directory: string) {
    this.#path = path(directory);
  }

  add(entry: TraceEntry): void {
    this.#lines += `${fields.map((field) => entry[field]).join('\t')}\n`;
  }

  flush(): void {
    if (this.#lines !== '') appendFileSync(this.#path, this.#lines);
    this.#lines = '';
  }
}

/** In the order in which it was done. Empty when the writer left none. */
export function readTrace(directory: string): readonly TraceEntry[] {
  let text: string;
  try {
    text = readFileSync(path(directory), 'utf8');
  } catch {
    return [];
  }
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [at, file, what, inode, offset, bytes, from, to] = line.split('\t');
      const numbers = { at: Number(at), offset: Number(offset), bytes: Number(bytes) };
      const events = { from: Number(from), to: Number(to) };
      return { ...numbers, ...events, file: file!, what: what as TraceEntry['what'], inode: inode! };
    });
}
