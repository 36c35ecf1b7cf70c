import type { SavedInstrument } from '../series/instrument-snapshot.js';
import { CHECKPOINT_VERSION, type SavedCheckpoint } from './checkpoint.js';

type Instruments = SavedCheckpoint['instruments'][number][];

/**
 * Reads the lines of a checkpoint whose seal was found whole.
 * @throws Error that says in a few words why it cannot be used.
 */
export function decodeCheckpoint(text: string): SavedCheckpoint {
  const lines = text.split('\n');
  const { checkpoint, ...head } = parse(lines[0]);
  if (checkpoint !== CHECKPOINT_VERSION) {
    throw new Error(`it is of version ${JSON.stringify(checkpoint)}, expected ${CHECKPOINT_VERSION}`);
  }
  const instruments: Instruments = [];
  for (let at = 1; at < lines.length && lines[at] !== ''; ) {
    const { source, size, ...instrument } = parse(lines[at]) as unknown as {
      source: string;
      size: number;
    } & SavedInstrument;
    const series = lines.slice(at + 1, at + 1 + size).map((line) => {
      const [labels, numbers, birth] = parse(line) as unknown as [string[], (number | string)[], number];
      return { labels, numbers: numbers.map(Number), birth };
    });
    if (series.length < size) throw new Error('it ends within a metric');
    instruments.push({ source, instrument: { ...instrument, series } });
    at += 1 + size;
  }
  return { ...(head as unknown as Omit<SavedCheckpoint, 'instruments'>), instruments };
}

function parse(line: string | undefined): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line ?? '');
  } catch {}
  if (typeof value !== 'object' || value === null) throw new Error('it is no checkpoint');
  return value as Record<string, unknown>;
}
