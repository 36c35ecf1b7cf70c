import type { Clock } from '../base/clock.js';
import type { Logger } from '../base/log.js';
import type { MetricConfig, SourceConfig } from '../config/config.js';
import { Instrument } from '../series/instrument.js';
import type { InstrumentDefinition } from '../series/instrument-definition.js';
import type { CommonDefinition } from './compile-metric.js';
import type { ConditionNumbers } from './condition-list.js';

/** What a metric that remembers events is compiled from. */
export interface MemoryParts {
  readonly source: SourceConfig;
  readonly metric: MetricConfig;
  readonly base: CommonDefinition;
  readonly conditions: ConditionNumbers;
  /** The column of a field of `of`. */
  readonly columnOf: (field: string) => number;
  /** The raw columns of a field of `key`: the first that is there counts. */
  readonly rawsOf: (field: string) => readonly number[];
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * An instrument that such a metric counts in itself, with its name, help, labels and limit but for what `own` says.
 * One of another name is of another definition, also in a checkpoint.
 */
export function instrumentOf(
  { base, clock }: MemoryParts,
  own: Pick<InstrumentDefinition, 'type'> & Partial<InstrumentDefinition>,
): Instrument {
  const fingerprint = own.name === undefined ? base.fingerprint : `${base.fingerprint} ${own.name}`;
  const definition = { ...base, when: undefined, value: undefined, buckets: [], fingerprint, ...own };
  return new Instrument(definition, clock.now());
}

/** The same as HELP with another text: where the rule stands is kept. */
export function helpWith(help: string, text: string): string {
  const place = / \([^()]*:\d+\)$/.exec(help)?.[0] ?? '';
  return `${text}${place}`;
}
