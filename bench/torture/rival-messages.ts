import type { Losses } from './compare.js';
import type { LogFile } from './layout.js';
import type { WrittenByFile } from './written.js';

/** What the child that runs a module is asked. Without `written`: only how many events it has. */
export interface RivalQuestion {
  readonly written?: WrittenByFile;
}

export interface RivalAnswer {
  readonly counted: number;
  readonly losses: Readonly<Record<string, Losses>>;
}

/** Calls `line` with every line of the file. Errors of the module are its own affair: what it misses shows. */
export type FollowFile = (file: LogFile, path: string, line: (text: string) => void) => Promise<void>;
