import type { Matches } from '../match/matches.js';
import { FirstSeen } from '../memory/first-seen.js';
import { isSeed } from '../memory/key-hash.js';
import type { MemorySnapshot } from '../memory/memory-snapshot.js';
import { FieldTuple } from './field-tuple.js';
import { fixedLabels } from './fixed-labels.js';
import type { Instrument } from './instrument.js';
import type { MemoryAccount, MemoryGauge, MemoryMetric, Take } from './memory-metric.js';
import { plausibleTime } from './plausible-time.js';

export interface FirstSeenDefinition {
  /** Number of the condition of the events that are looked at; undefined: all. */
  readonly when: number | undefined;
  /** Columns whose values together are looked for. */
  readonly columns: readonly number[];
  /** Seconds from the time of the first event in which combinations are learned and not counted. */
  readonly learn: number;
  /** Combinations kept. */
  readonly remember: number;
  /** Counts those that are new. */
  readonly fresh: Instrument;
}

/**
 * Counts events whose combination of values was never there before (see FirstSeen). Events are taken in the order of
 * the lines; one that lacks a value is passed over.
 */
export class FirstSeenMetric implements MemoryMetric {
  readonly instruments: readonly Instrument[];
  readonly #definition: FirstSeenDefinition;
  readonly #known: FirstSeen;
  #tuple: FieldTuple;

  constructor(definition: FirstSeenDefinition) {
    this.#definition = definition;
    this.#known = new FirstSeen(definition.remember, definition.learn);
    this.#tuple = new FieldTuple(definition.columns);
    this.instruments = [definition.fresh];
  }

  get name(): string {
    return this.#definition.fresh.definition.name;
  }

  get fingerprint(): string {
    return this.#definition.fresh.definition.fingerprint;
  }

  takeOf(outcome: number, matches: Matches): Take | undefined {
    const { when, fresh } = this.#definition;
    if (when !== undefined && !matches.holds(outcome, when)) return undefined;
    const { labels } = fresh.definition;
    const fixed = fixedLabels(labels, (at, text) => fresh.labelNumber(at, text), outcome, matches);
    if (fixed === undefined) return undefined;
    return (batch, row, times, now) => {
      if (!this.#tuple.read(batch, row)) return false;
      const { lo, hi } = this.#tuple;
      if (this.#known.meet(lo, hi, plausibleTime(times, row, now))) {
        fresh.add(fresh.slotOf(batch, row, fixed, now), 1);
      }
      return true;
    };
  }

  gauges(): readonly MemoryGauge[] {
    return [];
  }

  account(): MemoryAccount {
    const { size, limit, forgotten } = this.#known;
    return { entries: size, limit, forgotten };
  }

  snapshot(): MemorySnapshot {
    const { head, columns } = this.#known.snapshot();
    return { head: { ...head, seed: this.#tuple.seed }, columns };
  }

  restore(saved: MemorySnapshot): boolean {
    const { seed } = saved.head;
    if (!isSeed(seed) || !this.#known.restore(saved)) return false;
    this.#tuple = new FieldTuple(this.#definition.columns, seed);
    return true;
  }
}
