import type { Clock } from '../base/clock.js';
import type { Logger } from '../base/log.js';
import type { Telemetry } from '../base/telemetry.js';
import { Batch, type Plan } from '../decode/batch.js';
import { Dictionary } from '../decode/dictionary.js';
import { EventTimes } from '../decode/event-times.js';
import type { LineDecoder } from '../decode/line-decoder.js';
import { readJsonValue } from '../decode/read-json-value.js';
import { readLines } from '../decode/read-lines.js';
import type { Condition } from '../match/condition.js';
import { Matcher } from '../match/matcher.js';
import type { Instrument } from '../series/instrument.js';
import type { MemoryMetric } from '../series/memory-metric.js';
import { SourceSeries } from '../series/source-series.js';
import type { Chunk } from '../tail/chunk.js';

export interface PipelineOptions {
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  /** For what metrics have to say of what they find; without it they say nothing. */
  readonly logger?: Logger;
}

interface Parts extends PipelineOptions {
  readonly source: string;
  readonly plan: Plan;
  readonly decoder: LineDecoder;
  readonly conditions: readonly Condition[];
  readonly columnOf: (field: string) => number;
  /** Those that take events as they come. */
  readonly instruments: readonly Instrument[];
  readonly memories: readonly MemoryMetric[];
  readonly ignore: number | undefined;
}

/** One source from bytes to series: decode, match, count. Takes a chunk, and is done with it when it returns. */
export class Pipeline {
  readonly #parts: Parts;
  readonly #dictionary = new Dictionary(readJsonValue);
  readonly #batch: Batch;
  readonly #matcher: Matcher;
  readonly #series: SourceSeries;
  readonly #times: EventTimes;
  /** All that are shown and kept: those of the memories too. */
  readonly instruments: readonly Instrument[];
  readonly memories: readonly MemoryMetric[];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#batch = new Batch(parts.plan, this.#dictionary);
    this.#matcher = new Matcher(parts.conditions, parts.columnOf);
    this.#series = new SourceSeries(parts.instruments, parts.ignore, parts.memories);
    this.#times = new EventTimes(parts.plan);
    this.memories = parts.memories;
    this.instruments = [...parts.instruments, ...parts.memories.flatMap(({ instruments }) => instruments)];
  }

  take(chunk: Chunk): void {
    const counts = { event: 0, ignored: 0, invalid: 0, tooLong: chunk.tooLong };
    for (const memory of this.memories) memory.takeChunk?.(chunk, this.#parts.clock.now());
    let at = chunk.start;
    while (at < chunk.end) {
      // Only between two batches: a batch's cells are ids of this dictionary.
      if (this.#dictionary.full) this.#dictionary.clear();
      at = readLines(this.#parts.decoder, chunk.bytes, at, chunk.end, this.#batch);
      const events = this.#observe();
      counts.event += events;
      counts.invalid += this.#batch.invalid;
      counts.ignored += this.#batch.lines - this.#batch.invalid - events;
    }
    this.#parts.telemetry.lines(this.#parts.source, counts);
  }

  #observe(): number {
    const batch = this.#batch;
    if (batch.rows === 0) return 0;
    const now = this.#parts.clock.now();
    batch.resolveAliases();
    this.#matcher.match(batch);
    this.#times.use(batch, now);
    const events = this.#series.observe(batch, this.#matcher, this.#times, now);
    const lag = now / 1000 - this.#times.at(batch.rows - 1);
    if (!Number.isNaN(lag)) this.#parts.telemetry.eventLag(this.#parts.source, lag);
    return events;
  }
}
