import type { Batch } from '../decode/batch.js';
import type { Matches } from '../match/matches.js';
import type { EventTimeOf } from './event-time-of.js';
import { type FixedLabels, fixedLabels } from './fixed-labels.js';
import type { Instrument } from './instrument.js';
import type { MemoryMetric, Take } from './memory-metric.js';

/** An instrument that takes the events of an outcome, with the labels that follow from the conditions. */
interface Taker {
  readonly instrument: Instrument;
  readonly fixed: FixedLabels;
}

/** The metrics of one source, fed batch by batch. */
export class SourceSeries {
  readonly #instruments: readonly Instrument[];
  readonly #memories: readonly MemoryMetric[];
  /** Number of the condition whose events are ignored, or undefined. */
  readonly #ignore: number | undefined;
  /** By outcome. */
  #takers: (readonly Taker[] | undefined)[] = [];
  /** By metric with a memory and outcome. */
  #takes: (Take | undefined)[][] = [];
  /** By row of the batch at hand: 1 when it was counted. */
  #counted = new Uint8Array(1024);
  #generation = -1;

  /** `instruments` take events as they come; those that metrics with a memory count in are not among them. */
  constructor(
    instruments: readonly Instrument[],
    ignore: number | undefined,
    memories: readonly MemoryMetric[] = [],
  ) {
    this.#instruments = instruments;
    this.#memories = memories;
    this.#ignore = ignore;
  }

  /**
   * Counts every event of the batch. `times` are the events' times in seconds (NaN: none), `now` is the clock in
   * milliseconds. Returns the number of lines of which at least one event was counted.
   */
  observe(batch: Batch, matches: Matches, times: EventTimeOf, now: number): number {
    if (matches.generation !== this.#generation) {
      this.#generation = matches.generation;
      this.#takers = [];
      this.#takes = this.#memories.map(() => []);
    }
    if (this.#counted.length < batch.rows) this.#counted = new Uint8Array(2 * batch.rows);
    const counted = this.#counted;
    for (let row = 0; row < batch.rows; row += 1) {
      const outcome = matches.outcomes[row]!;
      const takers = this.#takers[outcome] ?? this.#resolve(outcome, matches);
      counted[row] = 0;
      for (let i = 0; i < takers.length; i += 1) {
        const { instrument, fixed } = takers[i]!;
        if (instrument.observe(batch, row, fixed, times, now)) counted[row] = 1;
      }
    }
    // One metric after the other: what each remembers stays in the nearest cache while it works.
    for (const takes of this.#takes) {
      for (let row = 0; row < batch.rows; row += 1) {
        const take = takes[matches.outcomes[row]!];
        if (take?.(batch, row, times, now)) counted[row] = 1;
      }
    }
    for (const instrument of this.#instruments) instrument.endBatch(times, now);
    return linesWith(counted, batch);
  }

  #resolve(outcome: number, matches: Matches): readonly Taker[] {
    const ignored = this.#ignore !== undefined && matches.holds(outcome, this.#ignore);
    const takers: Taker[] = [];
    for (const instrument of ignored ? [] : this.#instruments) {
      const { when, labels } = instrument.definition;
      if (when !== undefined && !matches.holds(outcome, when)) continue;
      const fixed = fixedLabels(labels, (at, text) => instrument.labelNumber(at, text), outcome, matches);
      if (fixed !== undefined) takers.push({ instrument, fixed });
    }
    for (const [i, memory] of this.#memories.entries()) {
      this.#takes[i]![outcome] = ignored ? undefined : memory.takeOf(outcome, matches);
    }
    this.#takers[outcome] = takers;
    return takers;
  }
}

/** The number of lines with a row that was counted. */
function linesWith(counted: Uint8Array, { rows, lineNumber }: Batch): number {
  let lines = 0;
  let lastLine = -1;
  for (let row = 0; row < rows; row += 1) {
    if (counted[row] === 0 || lineNumber[row] === lastLine) continue;
    lastLine = lineNumber[row]!;
    lines += 1;
  }
  return lines;
}
