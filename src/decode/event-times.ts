import type { Batch, Plan } from './batch.js';
import { parseEventTime, TimeReader } from './event-time.js';

/** In place of a time that was not read yet: no event has it. */
const UNREAD = Number.POSITIVE_INFINITY;

/** The event times of a batch, each read once, and only where somebody asks. */
export class EventTimes {
  readonly #raws: readonly number[];
  readonly #reader = new TimeReader();
  #batch: Batch | undefined;
  #now = 0;
  /** Per row of the batch. */
  #times = new Float64Array(1024);

  constructor(plan: Plan) {
    this.#raws = plan.times ?? [];
  }

  /** From now on `at` speaks of the rows of `batch`; `now` in milliseconds. */
  use(batch: Batch, now: number): void {
    this.#batch = batch;
    this.#now = now;
    if (this.#times.length < batch.rows) this.#times = new Float64Array(2 * batch.rows);
    this.#times.fill(UNREAD, 0, batch.rows);
  }

  /** The time of the event in `row`, in seconds since the epoch; NaN when it has none. */
  at(row: number): number {
    const time = this.#times[row]!;
    return time === UNREAD ? this.#readRow(row) : time;
  }

  #readRow(row: number): number {
    const time = this.#read(row);
    this.#times[row] = time;
    return time;
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
