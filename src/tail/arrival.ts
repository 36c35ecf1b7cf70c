import type { BigIntStats } from 'node:fs';

/** A file that is not followed: it may be new, or hold what was read of another one. */
export interface Arrival {
  readonly path: string;
  readonly stats: BigIntStats;
  /** The path of the log that it is history of; its own when it is none. */
  readonly of: string;
  /** Whether a path of the source leads to it. */
  readonly attached: boolean;
  /** Whether its name is one that rotation gives. */
  readonly rotated: boolean;
}
