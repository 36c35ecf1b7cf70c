import type { Readable } from 'node:stream';
import type { Clock } from '../base/clock.js';
import type { Logger } from '../base/log.js';
import type { Telemetry } from '../base/telemetry.js';
import type { Waker } from '../base/waker.js';
import type { SourceConfig } from '../config/config.js';
import type { FilePosition } from '../tail/file-position.js';
import { type Follower, followSource } from '../tail/follow-source.js';
import type { Pipeline } from './pipeline.js';

export interface Surroundings {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly telemetry: Telemetry;
  /** Makes the heartbeat of a source that looks at its files every `milliseconds`. */
  readonly waker: (milliseconds: number) => Waker;
  readonly stdin: Readable;
}

/** One source at work: its files are followed and its pipeline is fed. */
export class RunningSource {
  readonly config: SourceConfig;
  readonly pipeline: Pipeline;
  readonly follower: Follower;

  /**
   * False until it is known how to read the lines. Following starts then, or the first lines would be counted as
   * invalid and be past.
   */
  get readable(): boolean {
    return this.config.formats.length > 0;
  }

  constructor(
    config: SourceConfig,
    pipeline: Pipeline,
    around: Surroundings,
    positions: readonly FilePosition[],
  ) {
    this.config = config;
    this.pipeline = pipeline;
    this.follower = followSource({
      source: config.name,
      files: config.files,
      start: config.start,
      maxLineBytes: config.maxLineBytes,
      sink: (chunk) => pipeline.take(chunk),
      telemetry: around.telemetry,
      logger: around.logger,
      clock: around.clock,
      waker: around.waker(config.pollInterval),
      positions: positions.filter(({ source }) => source === config.name),
      stdin: around.stdin,
    });
  }
}
