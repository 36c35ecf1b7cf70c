import type { Matches } from '../match/matches.js';
import type { MemorySnapshot } from '../memory/memory-snapshot.js';
import { Streaks } from '../memory/streaks.js';
import { fixedLabels } from './fixed-labels.js';
import type { Instrument } from './instrument.js';
import type { SeriesLabels } from './instrument-definition.js';
import { LabelSets } from './label-sets.js';
import type { MemoryAccount, MemoryGauge, MemoryMetric, Take } from './memory-metric.js';
import { plainPart } from './plain-family.js';

export interface StreakDefinition extends SeriesLabels {
  readonly name: string;
  readonly help: string;
  readonly fingerprint: string;
  /** Number of the condition of events that make it longer; undefined: every event. */
  readonly when: number | undefined;
  /** Of events that end it; one that meets both ends it. */
  readonly until: number;
  /** Label sets remembered. */
  readonly limit: number;
  /** Counts streaks that become `length` long, each once, at the event that makes it so long. */
  readonly notify: { readonly length: number; readonly reached: Instrument } | undefined;
}

/**
 * How many events in a row met a condition, by label set: a gauge, and a counter of those that became long. Events are
 * taken in the order of the lines. A label set is known from the first event that meets `when`: those that never do,
 * most users, take no room.
 */
export class StreakMetric implements MemoryMetric {
  readonly instruments: readonly Instrument[];
  readonly #definition: StreakDefinition;
  readonly #sets: LabelSets;
  readonly #streaks = new Streaks();

  constructor(definition: StreakDefinition) {
    this.#definition = definition;
    this.#sets = new LabelSets(definition, definition.limit);
    this.instruments = definition.notify === undefined ? [] : [definition.notify.reached];
  }

  get name(): string {
    return this.#definition.name;
  }

  get fingerprint(): string {
    return this.#definition.fingerprint;
  }

  takeOf(outcome: number, matches: Matches): Take | undefined {
    const { when, until, labels } = this.#definition;
    const ends = matches.holds(outcome, until);
    if (!ends && when !== undefined && !matches.holds(outcome, when)) return undefined;
    const fixed = fixedLabels(labels, (at, text) => this.#sets.labelNumber(at, text), outcome, matches);
    if (fixed === undefined) return undefined;
    if (!ends) return this.#extending(fixed, outcome, matches);
    return (batch, row) => {
      const slot = this.#sets.find(batch, row, fixed);
      if (slot !== -1) this.#streaks.end(slot);
      return true;
    };
  }

  gauges(): readonly MemoryGauge[] {
    const { name, help } = this.#definition;
    const part = plainPart(this.#sets.texts(), this.#streaks.lengths(this.#sets.size));
    return [{ name, help, part }];
  }

  account(): MemoryAccount {
    const { size, limit, forgotten } = this.#sets;
    return { entries: size, limit, forgotten };
  }

  snapshot(): MemorySnapshot {
    const { texts, order, forgotten } = this.#sets.snapshot();
    const lengths = this.#streaks.lengths(this.#sets.size);
    return { head: { forgotten }, columns: { order, lengths }, texts: { labels: texts } };
  }

  restore({ head, columns, texts }: MemorySnapshot): boolean {
    const { order, lengths } = columns;
    const labels = texts?.['labels'];
    const forgotten = head['forgotten'];
    if (!(order instanceof Int32Array) || labels === undefined || typeof forgotten !== 'number') return false;
    if (lengths?.length !== order.length || !lengths.every((one) => Number.isInteger(one) && one >= 0))
      return false;
    const slots = this.#sets.restore({ texts: labels, order, forgotten });
    slots?.forEach((slot, old) => {
      if (slot !== -1) this.#streaks.set(slot, lengths[old]!);
    });
    return slots !== undefined;
  }

  #extending(fixed: readonly number[], outcome: number, matches: Matches): Take {
    const { notify, labels } = this.#definition;
    const reached = notify?.reached;
    const reachedFixed =
      reached && fixedLabels(labels, (at, text) => reached.labelNumber(at, text), outcome, matches);
    return (batch, row, _, now) => {
      const slot = this.#sets.take(batch, row, fixed);
      if (this.#sets.fresh) this.#streaks.end(slot);
      const length = this.#streaks.extend(slot);
      if (length === notify?.length) {
        notify.reached.add(notify.reached.slotOf(batch, row, reachedFixed!, now), 1);
      }
      return true;
    };
  }
}
