import type { SavedInstrument, SavedSeries } from '../series/instrument-snapshot.js';
import { CHECKPOINT_VERSION, type SavedCheckpoint, type SavedMemory } from './checkpoint.js';
import { decodeMemory, type MemoryHead, type MemoryLine } from './decode-memory.js';

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
  const memories: SavedMemory[] = [];
  for (let at = 1; at < lines.length && lines[at] !== ''; ) {
    const { source, size, ...rest } = parse(lines[at]) as unknown as { source: string; size: number };
    const own = lines.slice(at + 1, at + 1 + size);
    if (own.length < size) throw new Error('it ends within a metric');
    if ('memory' in rest) {
      const { metric, fingerprint, ...memory } = rest as unknown as SavedMemory & MemoryHead;
      memories.push({ source, metric, fingerprint, memory: decodeMemory(memory, own.map(memoryLine)) });
    } else {
      const instrument = rest as unknown as SavedInstrument;
      instruments.push({ source, instrument: { ...instrument, series: own.map(seriesOf) } });
    }
    at += 1 + size;
  }
  return { ...(head as unknown as Omit<SavedCheckpoint, 'instruments' | 'memories'>), instruments, memories };
}

function seriesOf(line: string): SavedSeries {
  const [labels, numbers, birth] = parse(line) as unknown as [string[], (number | string)[], number];
  return { labels, numbers: numbers.map(Number), birth };
}

function memoryLine(line: string): MemoryLine {
  return parse(line) as unknown as MemoryLine;
}

function parse(line: string | undefined): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line ?? '');
  } catch {}
  if (typeof value !== 'object' || value === null) throw new Error('it is no checkpoint');
  return value as Record<string, unknown>;
}
