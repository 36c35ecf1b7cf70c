/** What nobody has had to change yet, apart from tests. */
export interface Tuning {
  /** Bytes of one read. */
  readonly chunkBytes: number;
  /** Bytes of one file before the next one gets its turn. */
  readonly turnBytes: number;
  /**
   * Milliseconds that a renamed or deleted file must have been still before it is let go. A writer that has been
   * told to reopen its log may take its time (Vault keeps the old file until SIGHUP).
   */
  readonly releaseIdle: number;
  /** Milliseconds after which a renamed or deleted file that still grows has a writer that was not told. */
  readonly staleAfter: number;
  /** Open files beyond which those that are still are closed; they are opened again when they change. */
  readonly maxOpen: number;
  /** Renamed or deleted files kept open; beyond it the ones that have been still for longest are let go. */
  readonly maxDetached: number;
  /** Milliseconds after which a long read is interrupted to look at the paths: they may rotate meanwhile. */
  readonly lookAgain: number;
}

export const defaultTuning: Tuning = {
  chunkBytes: 256 * 1024,
  turnBytes: 4 * 1024 * 1024,
  releaseIdle: 5 * 60_000,
  staleAfter: 60_000,
  maxOpen: 128,
  maxDetached: 64,
  lookAgain: 200,
};
