import type { Batch } from './batch.js';

/** The line is not of this decoder's format. */
export const NOT_MINE = -1;
/** The line belongs to the format but holds no event: a continuation line, a banner. Counted as ignored. */
export const NO_EVENT = 0;

/**
 * Reads one line into a Batch, filling only the columns of the batch's plan.
 *
 * A decoder is made for one plan (the constructor gets it) and keeps no state between lines. It gets the line
 * without its line end, never blank; bytes may be anything. It must not throw, and must take time linear in the
 * length of the line. On NOT_MINE it has left cells of `row` that the caller clears.
 */
export interface LineDecoder {
  /** Number of rows written, from `row` on: 1 for most lines; NO_EVENT; or NOT_MINE. */
  decode(bytes: Buffer, start: number, end: number, row: number, batch: Batch): number;
}
