/** What is tortured, as far as the rotations have to take care of it. */
export interface Subject {
  /** Whether it has the file open to read on, not only to look at it: then the name may go. */
  follows(inode: bigint): Promise<boolean>;
  /** Does `work` while it is up and is not killed. */
  undisturbed<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when all that was written into `source` so far is counted, in a way that outlives a kill. */
  settled(source: string): Promise<void>;
  /** Resolves when what it counted so far is kept in a way that outlives a kill. */
  kept(): Promise<void>;
  /** Does `work` while it is stopped after it counted all of `source`. False: it cannot be restarted. */
  whileDown(source: string, work: () => Promise<void>): Promise<boolean>;
}
