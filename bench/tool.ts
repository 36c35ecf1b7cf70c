import type { Tally } from './tally.js';

/** The two logs of the bench. */
export type Job = 'vault-audit' | 'server-log';

/** Something that reads a log to its end and counts. */
export interface Tool {
  readonly name: string;
  /** Why it cannot run here and what to do about it; undefined when it can. */
  readonly unavailable: string | undefined;
  /** Groups of the truth that it answers for. */
  readonly groups: readonly string[];
  command(file: string): readonly string[];
  /** What it counted, from what it printed. */
  tally(stdout: string): Tally;
}
