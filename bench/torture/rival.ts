import type { Losses } from './compare.js';
import type { WrittenByFile } from './written.js';

/** Another program in our place. It is started once: none of them can go on where it was with the counts it had. */
export interface Rival {
  readonly name: string;
  /** Follows the files of the run in `directory`, which are all there. */
  start(directory: string): Promise<RunningRival>;
}

export interface RunningRival {
  readonly pid: number;
  /** Grows as long as it counts. */
  progress(): Promise<number>;
  losses(written: WrittenByFile): Promise<Readonly<Record<string, Losses>>>;
  kill(): void;
}
