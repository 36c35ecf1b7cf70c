import type { MetricConfig, Origin, RawCondition, SourceConfig } from './config.js';

type Decoding = Pick<SourceConfig, 'system' | 'formats' | 'time' | 'id' | 'fields' | 'ignore' | 'secrets'>;

/** What is known of one kind of log; see SourceConfig for the parts that a source takes over. */
export interface Preset extends Decoding {
  /** The name of its file, without `.yml`. */
  readonly name: string;
  readonly description: string;
  readonly origin: Origin;
  /** Lines that tell that a file is such a log. */
  readonly recognise: RawCondition | undefined;
  readonly metrics: readonly MetricConfig[];
}
