import type { Matches } from '../match/matches.js';
import { Role } from '../memory/join-role.js';
import { JoinTable, Step } from '../memory/join-table.js';
import type { MemorySnapshot } from '../memory/memory-snapshot.js';
import { eventTime } from './event-time-of.js';
import { fixedLabels } from './fixed-labels.js';
import type { Instrument } from './instrument.js';
import type { MemoryAccount, MemoryGauge, MemoryMetric, Take } from './memory-metric.js';
import { RawKey } from './raw-key.js';

export interface DurationDefinition {
  /** Number of the condition that both events must meet; undefined: none. */
  readonly when: number | undefined;
  /** Of the events at which what is measured begins, and ends; one that meets both begins it. */
  readonly from: number;
  readonly to: number;
  /** Per field of the key its raw columns; the first that has a text counts. */
  readonly key: readonly (readonly number[])[];
  /** Seconds between the two at most. */
  readonly timeout: number;
  /** Keys remembered. */
  readonly remember: number;
  /** Observes the seconds between the two; its labels are made from the event at the end. */
  readonly histogram: Instrument;
}

/**
 * The time between two events of the same key (see JoinTable for what counts as a pair). They may come in any order:
 * the series is found when the event at the end comes, and remembered until the other does.
 */
export class DurationMetric implements MemoryMetric {
  readonly instruments: readonly Instrument[];
  readonly #definition: DurationDefinition;
  readonly #key: RawKey;
  readonly #joins: JoinTable;

  constructor(definition: DurationDefinition) {
    this.#definition = definition;
    this.#key = new RawKey(definition.key);
    this.#joins = new JoinTable(definition);
    this.instruments = [definition.histogram];
  }

  get name(): string {
    return this.#definition.histogram.definition.name;
  }

  get fingerprint(): string {
    return this.#definition.histogram.definition.fingerprint;
  }

  takeOf(outcome: number, matches: Matches): Take | undefined {
    const { when, from, to, histogram } = this.#definition;
    if (when !== undefined && !matches.holds(outcome, when)) return undefined;
    if (matches.holds(outcome, from)) return this.#takeFrom;
    if (!matches.holds(outcome, to)) return undefined;
    const { labels } = histogram.definition;
    const fixed = fixedLabels(labels, (at, text) => histogram.labelNumber(at, text), outcome, matches);
    return fixed && this.#takingTo(fixed);
  }

  gauges(): readonly MemoryGauge[] {
    return [];
  }

  account(): MemoryAccount {
    const { size, inFlight, results } = this.#joins;
    const { remember } = this.#definition;
    return { entries: size, limit: remember, forgotten: results.forgotten, joins: { inFlight, results } };
  }

  snapshot(): MemorySnapshot {
    return this.#joins.snapshot();
  }

  restore(saved: MemorySnapshot): boolean {
    return this.#joins.restore(saved, this.#definition.histogram.size);
  }

  readonly #takeFrom: Take = (batch, row, times, now) => {
    const joins = this.#joins;
    const time = eventTime(times, row, now);
    if (!this.#key.read(joins.hash, batch, row)) joins.takeWithoutKey(time, now / 1000);
    else if (joins.take(Role.from, time, now / 1000) === Step.pair) {
      const { histogram } = this.#definition;
      histogram.addWithExemplar(joins.series, joins.seconds, batch, row, times, now);
    }
    return true;
  };

  #takingTo(fixed: readonly number[]): Take {
    const { histogram } = this.#definition;
    const joins = this.#joins;
    return (batch, row, times, now) => {
      const time = eventTime(times, row, now);
      if (!this.#key.read(joins.hash, batch, row)) {
        joins.takeWithoutKey(time, now / 1000);
        return true;
      }
      const step = joins.take(Role.to, time, now / 1000);
      if (step === Step.over) return true;
      const slot = histogram.slotOf(batch, row, fixed, now);
      if (step === Step.waits) joins.keepSeries(slot);
      else {
        histogram.addWithExemplar(slot, joins.seconds, batch, row, times, now);
      }
      return true;
    };
  }
}
