import type { Batch } from '../decode/batch.js';
import type { Matches } from '../match/matches.js';
import type { EventTimeOf } from './event-time-of.js';
import type { Instrument } from './instrument.js';
import type { FixedLabels } from './series-keys.js';

/** An instrument that takes the events of an outcome, with the labels that follow from the conditions. */
interface Taker {
  readonly instrument: Instrument;
  readonly fixed: FixedLabels;
}

/** The instruments of one source, fed batch by batch. */
export class SourceSeries {
  readonly instruments: readonly Instrument[];
  /** Number of the condition whose events are ignored, or undefined. */
  readonly #ignore: number | undefined;
  #takers: (readonly Taker[] | undefined)[] = [];
  #generation = -1;

  constructor(instruments: readonly Instrument[], ignore: number | undefined) {
    this.instruments = instruments;
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
      const takers = this.#takers[outcome] ?? this.#resolve(outcome, matches);
      let counted = false;
      for (let i = 0; i < takers.length; i += 1) {
        const { instrument, fixed } = takers[i]!;
        if (instrument.observe(batch, row, fixed, times, now)) counted = true;
      }
      if (counted && batch.lineNumber[row] !== lastLine) {
        lastLine = batch.lineNumber[row]!;
        lines += 1;
      }
    }
    for (const instrument of this.instruments) instrument.endBatch(times, now);
    return lines;
  }

  #resolve(outcome: number, matches: Matches): readonly Taker[] {
    const ignored = this.#ignore !== undefined && matches.holds(outcome, this.#ignore);
    const takers: Taker[] = [];
    for (const instrument of ignored ? [] : this.instruments) {
      const { when } = instrument.definition;
      if (when !== undefined && !matches.holds(outcome, when)) continue;
      const fixed = fixedLabels(instrument, outcome, matches);
      if (fixed !== undefined) takers.push({ instrument, fixed });
    }
    this.#takers[outcome] = takers;
    return takers;
  }
}

/** Undefined when a label with cases has none for the event: the metric does not want it. */
function fixedLabels(instrument: Instrument, outcome: number, matches: Matches): FixedLabels | undefined {
  const fixed: number[] = [];
  for (const [at, label] of instrument.definition.labels.entries()) {
    if (label.from !== 'cases') {
      fixed.push(-1);
      continue;
    }
    const met = label.cases.find(({ condition }) => matches.holds(outcome, condition));
    const value = met?.value ?? label.default;
    if (value === undefined) return undefined;
    fixed.push(instrument.labelNumber(at, value));
  }
  return fixed;
}
