import type { InstrumentSnapshot } from '../series/instrument-snapshot.js';
import { CHECKPOINT_VERSION, type Checkpoint } from './checkpoint.js';
import { encodeMemory } from './encode-memory.js';

/** Series per piece: a piece is made without giving way, so it must be small. */
const PIECE = 250;

/**
 * A checkpoint as lines of JSON, in pieces: a head, one line for each instrument and each of its series, then the
 * memories. The caller adds the seal (see checkpoint-seal.ts) and may give way between two pieces: the checkpoint is of one instant already.
 */
export function* encodeCheckpoint(checkpoint: Checkpoint): Generator<string> {
  const { instruments, memories, ...head } = checkpoint;
  yield `${JSON.stringify({ checkpoint: CHECKPOINT_VERSION, ...head })}\n`;
  for (const { source, instrument } of instruments) {
    const { metric, fingerprint, overflow, badValues, size } = instrument;
    yield `${JSON.stringify({ source, metric, fingerprint, overflow, badValues, size })}\n`;
    for (let from = 0; from < size; from += PIECE) {
      let piece = '';
      for (let slot = from; slot < Math.min(size, from + PIECE); slot += 1) {
        piece += seriesLine(instrument, slot);
      }
      yield piece;
    }
  }
  for (const memory of memories) yield* encodeMemory(memory);
}

function seriesLine(instrument: InstrumentSnapshot, slot: number): string {
  const { numbers, stride, births } = instrument;
  const values: (number | string)[] = Array.from(numbers.subarray(slot * stride, (slot + 1) * stride));
  // A sum may have run over: JSON has no word for that and would say null.
  for (let i = 0; i < stride; i += 1) if (!Number.isFinite(values[i])) values[i] = String(values[i]);
  return `${JSON.stringify([instrument.labels(slot), values, births[slot]])}\n`;
}
