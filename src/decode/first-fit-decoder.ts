import { type LineDecoder, NOT_MINE } from './line-decoder.js';

/** Several formats in one file: each line is read by the first decoder that takes it. */
export function firstFitDecoder(decoders: readonly LineDecoder[]): LineDecoder {
  if (decoders.length === 1) return decoders[0]!;
  return {
    decode(bytes, start, end, row, batch) {
      for (const decoder of decoders) {
        const rows = decoder.decode(bytes, start, end, row, batch);
        if (rows !== NOT_MINE) return rows;
        batch.clearRow(row);
      }
      return NOT_MINE;
    },
  };
}
