import { renderLabels } from '../base/label-text.js';
import type { Batch } from '../decode/batch.js';
import type { EventTimeOf } from './event-time-of.js';
import type { Exemplar } from './family.js';

/** An exemplar is renewed at most this often: bulk reading makes few strings, a rare event always gets its own. */
const RENEW_MS = 1_000;

/** OpenMetrics 1.0.0: names and values of an exemplar's labels have at most 128 characters in all. */
const MAX_LENGTH = 128;
const NAME = 'id';

/** The exemplar of each bucket of each slot: the id of an event that moved it. */
export class ExemplarStore {
  readonly #buckets: number;
  readonly #exemplars = new Map<number, Exemplar>();
  #keptAt = new Float64Array(64).fill(Number.NEGATIVE_INFINITY);

  constructor(buckets: number) {
    this.#buckets = buckets;
  }

  get(slot: number, bucket: number): Exemplar | undefined {
    return this.#exemplars.get(slot * this.#buckets + bucket);
  }

  due(slot: number, bucket: number, now: number): boolean {
    const at = slot * this.#buckets + bucket;
    if (at >= this.#keptAt.length) return true;
    // A clock that was set back must not keep an exemplar for ever.
    return Math.abs(now - this.#keptAt[at]!) >= RENEW_MS;
  }

  keep(
    slot: number,
    bucket: number,
    batch: Batch,
    row: number,
    value: number,
    times: EventTimeOf,
    now: number,
  ): void {
    const at = slot * this.#buckets + bucket;
    while (at >= this.#keptAt.length) this.#grow();
    this.#keptAt[at] = now;
    const id = eventId(batch, row);
    // A character has at most two units: so long an id need not be counted.
    if (id === undefined || id.length > 2 * MAX_LENGTH || [...id].length + NAME.length > MAX_LENGTH) return;
    const labels = renderLabels([[NAME, id]]);
    const time = times.at(row);
    this.#exemplars.set(at, Number.isNaN(time) ? { labels, value } : { labels, value, timestamp: time });
  }

  #grow(): void {
    const next = new Float64Array(this.#keptAt.length * 2).fill(Number.NEGATIVE_INFINITY);
    next.set(this.#keptAt);
    this.#keptAt = next;
  }
}

function eventId(batch: Batch, row: number): string | undefined {
  for (const raw of batch.plan.ids ?? []) {
    const text = batch.rawText(raw, row);
    if (text !== undefined && text !== '') return text;
  }
  return undefined;
}
