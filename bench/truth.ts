import type { Tally } from './tally.js';

export interface GenerateOptions {
  /** Bytes; the file ends with the first line that reaches it. */
  readonly size: number;
  readonly seed: number;
}

/** What the generator knows to stand in the file it wrote. */
export interface Truth {
  readonly bytes: number;
  readonly lines: number;
  readonly tally: Tally;
}
