import type { Readable } from 'node:stream';
import type { Clock } from '../base/clock.js';
import type { Logger } from '../base/log.js';
import type { Telemetry } from '../base/telemetry.js';
import type { Waker } from '../base/waker.js';
import type { SourceConfig } from '../config/config.js';
import type { Chunk } from '../tail/chunk.js';
import type { FilePosition } from '../tail/file-position.js';
import { type Follower, followSource } from '../tail/follow-source.js';
import type { Pipeline } from './pipeline.js';
import { positionsFor } from './positions-for.js';

export interface Surroundings {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly telemetry: Telemetry;
  /** Makes the heartbeat of a source that looks at its files every `milliseconds`. */
  readonly waker: (milliseconds: number) => Waker;
  readonly stdin: Readable;
  /** Told of each chunk when its lines have been counted. */
  readonly counted: (chunk: Chunk) => void;
}

/** A follower and where its chunks go: a reload changes the pipeline under a follower that goes on. */
interface Following {
  readonly follower: Follower;
  pipeline: Pipeline;
  started: Promise<void> | undefined;
}

/** One source at work: its files are followed and its pipeline is fed. */
export class RunningSource {
  readonly config: SourceConfig;
  readonly pipeline: Pipeline;
  readonly follower: Follower;
  readonly #following: Following;

  constructor(config: SourceConfig, pipeline: Pipeline, following: Following) {
    this.config = config;
    this.pipeline = pipeline;
    this.#following = following;
    this.follower = following.follower;
  }

  /** The same follower with another configuration of what is counted; `takeOver` makes the change. */
  successor(config: SourceConfig, pipeline: Pipeline): RunningSource {
    return new RunningSource(config, pipeline, this.#following);
  }

  /** From now on chunks go to this pipeline. */
  takeOver(): void {
    this.#following.pipeline = this.pipeline;
  }

  /** Starts to follow, unless that was done already. Resolves when everything that was there has been read. */
  start(): Promise<void> {
    this.#following.started ??= this.follower.start();
    return this.#following.started;
  }
}

/** How far sources were followed before: by an earlier run, or before a reload. */
export interface Followed {
  readonly sources: ReadonlySet<string>;
  readonly positions: readonly FilePosition[];
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** A source that is to be followed, from where it was followed to before. */
export function newSource(
  config: SourceConfig,
  pipeline: Pipeline,
  around: Surroundings,
  followed: Followed | undefined,
): RunningSource {
  const follower = followSource({
    source: config.name,
    files: config.files,
    start: config.start,
    rotated: config.rotated,
    maxLineBytes: config.maxLineBytes,
    sink(chunk) {
      following.pipeline.take(chunk);
      around.counted(chunk);
    },
    telemetry: around.telemetry,
    logger: around.logger,
    clock: around.clock,
    waker: around.waker(config.pollInterval),
    positions: positionsFor(config, followed?.positions ?? []),
    ...(followed?.sources.has(config.name) && { followedUntil: followed.until }),
    stdin: around.stdin,
  });
  const following: Following = { follower, pipeline, started: undefined };
  return new RunningSource(config, pipeline, following);
}
