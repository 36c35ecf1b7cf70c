import type { WrittenByFile } from './written.js';

/** What the writer does when it is told to. Times are milliseconds. */
export type Command =
  /** Ends a half line and writes nothing more into the file. */
  | { readonly do: 'pause'; readonly file: string }
  | { readonly do: 'resume'; readonly file: string }
  /** Opens the path again. For `both` milliseconds the old and the new file are written in turns. */
  | { readonly do: 'reopen'; readonly file: string; readonly both: number }
  /** Renames, makes a new file and goes on in it, `times` times without giving way to anything. */
  | { readonly do: 'chain'; readonly file: string; readonly times: number }
  /** Copies and truncates. `gap` passes in between; unless `still`, lines are written in the gap. */
  | { readonly do: 'copytruncate'; readonly file: string; readonly gap: number; readonly still: boolean }
  /** From `open` to `close` somebody else copies and truncates. */
  | { readonly do: 'window'; readonly file: string; readonly to: 'open' | 'close' }
  | { readonly do: 'written' }
  /** Ends half lines and closes the files. */
  | { readonly do: 'stop' };

export interface Request {
  readonly id: number;
  readonly command: Command;
}

export interface Reply {
  readonly id: number;
  /** What was written up to now. */
  readonly written: WrittenByFile;
  readonly error?: string;
}

/** Command line of the writer, as JSON. */
export interface WriterOptions {
  readonly directory: string;
  readonly seed: number;
  /** Lines per second, of all files together. */
  readonly rate: number;
  /** Where the truth is written at the end, and on SIGTERM. */
  readonly truth: string;
}
