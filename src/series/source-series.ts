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

/** What is done with the events of an outcome. */
interface Takers {
  readonly instruments: readonly Taker[];
  readonly memories: readonly Take[];
}

/** The metrics of one source, fed batch by batch. */
export class SourceSeries {
  readonly #instruments: readonly Instrument[];
  readonly #memories: readonly MemoryMetric[];
  /** Number of the condition whose events are ignored, or undefined. */
  readonly #ignore: number | undefined;
  #takers: (Takers | undefined)[] = [];
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
    }
    let lines = 0;
    let lastLine = -1;
    for (let row = 0; row < batch.rows; row += 1) {
      const outcome = matches.outcomes[row]!;
      const { instruments, memories } = this.#takers[outcome] ?? this.#resolve(outcome, matches);
      let counted = false;
      for (let i = 0; i < instruments.length; i += 1) {
        const { instrument, fixed } = instruments[i]!;
        if (instrument.observe(batch, row, fixed, times, now)) counted = true;
      }
      for (let i = 0; i < memories.length; i += 1) {
        if (memories[i]!(batch, row, times, now)) counted = true;
      }
      if (counted && batch.lineNumber[row] !== lastLine) {
        lastLine = batch.lineNumber[row]!;
        lines += 1;
      }
    }
    for (const instrument of this.#instruments) instrument.endBatch(times, now);
    return lines;
  }

  #resolve(outcome: number, matches: Matches): Takers {
    const ignored = this.#ignore !== undefined && matches.holds(outcome, this.#ignore);
    const instruments: Taker[] = [];
    for (const instrument of ignored ? [] : this.#instruments) {
      const { when, labels } = instrument.definition;
      if (when !== undefined && !matches.holds(outcome, when)) continue;
      const fixed = fixedLabels(labels, (at, text) => instrument.labelNumber(at, text), outcome, matches);
      if (fixed !== undefined) instruments.push({ instrument, fixed });
    }
    const memories = ignored ? [] : this.#memories.map((memory) => memory.takeOf(outcome, matches));
    const takers = { instruments, memories: memories.filter((take) => take !== undefined) };
    this.#takers[outcome] = takers;
    return takers;
  }
}
