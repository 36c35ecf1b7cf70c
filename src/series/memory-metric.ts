import type { Batch } from '../decode/batch.js';
import type { Matches } from '../match/matches.js';
import type { MemorySnapshot } from '../memory/memory-snapshot.js';
import type { Chunk } from '../tail/chunk.js';
import type { EventTimeOf } from './event-time-of.js';
import type { FamilyPart } from './family.js';
import type { Instrument } from './instrument.js';

/** Takes the event in `row`; `now` is the clock in milliseconds. False when it does not count. */
export type Take = (batch: Batch, row: number, times: EventTimeOf, now: number) => boolean;

/**
 * A metric of one source that remembers events: what an event does to it depends on those before. It counts in ordinary
 * instruments, which are shown and kept like any other, and may show gauges that are made from its memory. Whatever the
 * log says, its memory is bounded; what it forgets for want of room is counted.
 */
export interface MemoryMetric {
  readonly name: string;
  /** Equal for definitions that mean the same: then a reload or a restart keeps the memory. */
  readonly fingerprint: string;
  readonly instruments: readonly Instrument[];
  /** What it does with the events of an outcome; undefined: nothing. Asked once for each. */
  takeOf(outcome: number, matches: Matches): Take | undefined;
  /** Looks at the raw lines of a chunk, before they are decoded. */
  takeChunk?(chunk: Chunk, now: number): void;
  /**
   * Gauges as they are at this instant: an answer is written in pieces while events go on, and a label set whose place was
   * given to another must not stand in it twice. `now` is the clock in milliseconds; -Infinity where only the times of the
   * events count.
   */
  gauges(now: number): readonly MemoryGauge[];
  /** Undefined when nothing is remembered. */
  account(): MemoryAccount | undefined;
  /** Copies everything there is to keep, of this instant; undefined when there is nothing. */
  snapshot(): MemorySnapshot | undefined;
  /**
   * Takes over what was kept of the same definition, also of one with another limit: then the oldest are forgotten. False,
   * and nothing is remembered, when it cannot be what `snapshot` gave. Called before the first event.
   */
  restore(saved: MemorySnapshot): boolean;
}

/** The series of one source in a gauge. */
export interface MemoryGauge {
  readonly name: string;
  readonly help: string;
  readonly part: FamilyPart;
}

/** How full a memory is. */
export interface MemoryAccount {
  readonly entries: number;
  readonly limit: number;
  /** Entries that had to make room for others. */
  readonly forgotten: number;
  /** Of a metric that counts different values: windows of label sets whose number is an estimate. */
  readonly estimated?: number;
  /** Of a metric that joins two events. */
  readonly joins?: {
    readonly inFlight: number;
    /** By result, in the order they are shown. */
    readonly results: Readonly<Record<string, number>>;
  };
}
