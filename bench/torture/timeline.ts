import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Moment {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** A file of the layout; undefined: it concerns all. */
  readonly file: string | undefined;
  readonly what: string;
}

export type Note = (what: string, file?: string) => void;

/** `12:34:56.789`, UTC as in the exporter's log. */
export const clockTime = (at: number): string => new Date(at).toISOString().slice(11, -1);

/** What was done to the exporter and to the files, and when; also in `timeline.txt`, for whoever keeps the directory. */
export class Timeline {
  readonly moments: Moment[] = [];
  readonly #path: string;

  constructor(directory: string) {
    this.#path = join(directory, 'timeline.txt');
  }

  readonly note: Note = (what, file) => {
    const at = Date.now();
    this.moments.push({ at, file, what });
    appendFileSync(this.#path, `${clockTime(at)} ${file ?? '-'} ${what}\n`);
  };
}
