import type { Batch, Plan } from './batch.js';
import { parseEventTime, TimeReader } from './event-time.js';

/** The event times of a batch, in seconds since the epoch; NaN where an event has none. */
export class EventTimes {
  readonly #raws: readonly number[];
  readonly #reader = new TimeReader();
  #times = new Float64Array(1024);
  #lags = new Float64Array(1024);

  constructor(plan: Plan) {
    this.#raws = plan.times ?? [];
  }

  /** One per row; the array is used again for the next batch. `now` in milliseconds. */
  read(batch: Batch, now: number): Float64Array {
    if (this.#times.length < batch.rows) this.#times = new Float64Array(batch.rows * 2);
    for (let row = 0; row < batch.rows; row += 1) this.#times[row] = this.#read(batch, row, now);
    return this.#times;
  }

  /** How old the events with a time were at `now`, in seconds; 0 where a clock ahead of ours makes them younger. */
  lags(times: Float64Array, rows: number, now: number): Float64Array {
    if (this.#lags.length < rows) this.#lags = new Float64Array(rows * 2);
    let count = 0;
    for (let row = 0; row < rows; row += 1) {
      const lag = now / 1000 - times[row]!;
      if (!Number.isNaN(lag)) {
        // A negative age would make the sum of all ages, a counter, fall.
        this.#lags[count] = Math.max(0, lag);
        count += 1;
      }
    }
    return this.#lags.subarray(0, count);
  }

  #read(batch: Batch, row: number, now: number): number {
    for (const raw of this.#raws) {
      const start = batch.rawStart(raw, row);
      if (start !== -1) return this.#reader.read(batch.bytes, start, batch.rawEnd(raw, row), now);
      const text = batch.rawText(raw, row);
      if (text !== undefined) return parseEventTime(text, now);
    }
    return Number.NaN;
  }
}
