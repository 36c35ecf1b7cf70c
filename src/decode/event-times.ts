import type { Batch, Plan } from './batch.js';
import { parseEventTime, TimeReader } from './event-time.js';

/** The event times of a batch, read only where somebody asks. */
export class EventTimes {
  readonly #raws: readonly number[];
  readonly #reader = new TimeReader();
  #batch: Batch | undefined;
  #now = 0;
  /** The row asked for last: several metrics ask for the time of the same event. */
  #row = -1;
  #time = Number.NaN;

  constructor(plan: Plan) {
    this.#raws = plan.times ?? [];
  }

  /** From now on `at` speaks of the rows of `batch`; `now` in milliseconds. */
  use(batch: Batch, now: number): void {
    this.#batch = batch;
    this.#now = now;
    this.#row = -1;
  }

  /** The time of the event in `row`, in seconds since the epoch; NaN when it has none. */
  at(row: number): number {
    if (row !== this.#row) {
      this.#row = row;
      this.#time = this.#read(row);
    }
    return this.#time;
  }

  #read(row: number): number {
    const batch = this.#batch!;
    for (const raw of this.#raws) {
      const start = batch.rawStart(raw, row);
      if (start !== -1) return this.#reader.read(batch.bytes, start, batch.rawEnd(raw, row), this.#now);
      const text = batch.rawText(raw, row);
      if (text !== undefined) return parseEventTime(text, this.#now);
    }
    return Number.NaN;
  }
}
