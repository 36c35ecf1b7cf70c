import type { LogLimit } from '../base/limited-log.js';
import type { Logger } from '../base/log.js';
import type { SecretFinder } from '../memory/secrets/secret-finder.js';
import type { Chunk } from '../tail/chunk.js';
import type { Instrument } from './instrument.js';
import type { MemoryMetric } from './memory-metric.js';

export const PATTERN_LABEL = 'pattern';

export interface SecretsDefinition {
  /** Names of the finder's patterns, by number. */
  readonly patterns: readonly string[];
  readonly finder: SecretFinder;
  /** Counts lines by pattern. */
  readonly found: Instrument;
  readonly logger: Logger;
  readonly limit: LogLimit;
}

/**
 * Counts lines in which something looks like a live credential, once for each pattern, whether or not they can be
 * decoded. Our own log tells where the line stands, never what is in it; of each pattern once a minute at most.
 */
export class SecretsMetric implements MemoryMetric {
  readonly instruments: readonly Instrument[];
  readonly #definition: SecretsDefinition;
  /** By pattern. */
  readonly #slots: readonly number[];

  /** `now` is the clock in milliseconds: every pattern is shown from the start. */
  constructor(definition: SecretsDefinition, now: number) {
    this.#definition = definition;
    this.#slots = definition.patterns.map((name) => definition.found.slotWith([name], now));
    this.instruments = [definition.found];
  }

  get name(): string {
    return this.#definition.found.definition.name;
  }

  get fingerprint(): string {
    return this.#definition.found.definition.fingerprint;
  }

  takeOf(): undefined {
    return undefined;
  }

  takeChunk(chunk: Chunk): void {
    const { finder, found } = this.#definition;
    finder.find(chunk.bytes, chunk.start, chunk.end, (pattern, lineStart) => {
      found.add(this.#slots[pattern]!, 1);
      this.#report(pattern, chunk, chunk.offset + lineStart - chunk.start);
    });
  }

  #report(number: number, { source, file }: Chunk, offset: number): void {
    const { patterns, logger, limit } = this.#definition;
    const pattern = patterns[number]!;
    limit.say(pattern, (held) => {
      const fields = { source, pattern, file: file.path, offset, held };
      logger.warn(
        fields,
        'a line holds what looks like a live credential: revoke it, and find out who writes it',
      );
    });
  }

  gauges(): readonly [] {
    return [];
  }

  account(): undefined {
    return undefined;
  }

  snapshot(): undefined {
    return undefined;
  }

  restore(): boolean {
    return false;
  }
}
