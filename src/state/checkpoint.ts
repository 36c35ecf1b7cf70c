import type { MemorySnapshot } from '../memory/memory-snapshot.js';
import type { InstrumentSnapshot, SavedInstrument } from '../series/instrument-snapshot.js';
import type { SourceAccount } from '../series/source-account.js';
import type { FilePosition } from '../tail/file-position.js';
import type { ExposureState } from './read-mark.js';

/** Grows when a reader of the version before would misunderstand the file. */
export const CHECKPOINT_VERSION = 1;

/** What a scraper has been shown: by instrument (see Scrapers) the number of slots. */
export interface SavedScraper {
  readonly key: string;
  /** Milliseconds since the epoch. */
  readonly lastSeen: number;
  readonly seen: Readonly<Record<string, number>>;
}

/** What a metric remembers between events. */
export interface SavedMemory {
  readonly source: string;
  readonly metric: string;
  readonly fingerprint: string;
  readonly memory: MemorySnapshot;
}

export interface SavedPreset {
  readonly preset: string;
  readonly files: readonly string[];
}

interface Parts<Instrument> {
  /** Milliseconds since the epoch. */
  readonly writtenAt: number;
  readonly positions: readonly FilePosition[];
  readonly accounts: Readonly<Record<string, SourceAccount>>;
  readonly instruments: readonly { readonly source: string; readonly instrument: Instrument }[];
  readonly memories: readonly SavedMemory[];
  /** What the scrapers were shown is not known for sure. */
  readonly unsure: boolean;
  /** Sources that were read to their end once, and the slots their instruments had then; what came later is new to everybody. */
  readonly baseline: Readonly<Record<string, number>>;
  readonly scrapers: readonly SavedScraper[];
  /** Sources with a preset, named or recognised, and the files it was for. Not there: of an earlier version. */
  readonly presets?: Readonly<Record<string, SavedPreset>>;
  /** What is known of values that were shown. Not there: written by a version that did not know. */
  readonly exposure?: ExposureState;
}

/** Positions, series and memories of one instant, to be written. */
export type Checkpoint = Parts<InstrumentSnapshot>;

/** The same, as it was read. */
export type SavedCheckpoint = Parts<SavedInstrument>;
