import { Instrument } from '../../src/series/instrument.js';
import type { SavedSeries } from '../../src/series/instrument-snapshot.js';
import type { Checkpoint, SavedCheckpoint } from '../../src/state/checkpoint.js';
import { definition, fieldLabel } from './series.js';

/** A counter with these series by user. */
export function counterOf(users: Readonly<Record<string, number>>, birth = 5): Instrument {
  const instrument = new Instrument(
    definition({ labels: [fieldLabel('user', 0)], constants: [['source', 's']], fingerprint: 'f' }),
  );
  const series = Object.entries(users).map(([user, value]): SavedSeries => {
    return { labels: [user], numbers: [value], birth };
  });
  instrument.restore({ metric: 'audit_x_total', fingerprint: 'f', overflow: 0, badValues: 0, series });
  return instrument;
}

/** A checkpoint of these instruments, all of source `s`. */
export function checkpointOf(
  instruments: readonly Instrument[],
  parts: Partial<Omit<Checkpoint, 'instruments'>> = {},
): Checkpoint {
  return {
    writtenAt: 1_000,
    positions: [],
    accounts: {},
    memories: [],
    unsure: false,
    baseline: {},
    scrapers: [],
    ...parts,
    instruments: instruments.map((instrument) => ({ source: 's', instrument: instrument.snapshot() })),
  };
}

/** Users and values of the first instrument of a checkpoint that was read. */
export function usersOf(checkpoint: SavedCheckpoint): Record<string, number> {
  const series = checkpoint.instruments[0]?.instrument.series ?? [];
  return Object.fromEntries(series.map(({ labels, numbers }) => [labels[0]!, numbers[0]!]));
}
