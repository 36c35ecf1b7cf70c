import type { Clock } from '../../src/base/clock.js';
import { manualWaker } from '../../src/base/waker.js';
import type { FilePosition } from '../../src/tail/file-position.js';
import { type Follower, followSource } from '../../src/tail/follow-source.js';
import type { Heard } from '../tail-harness.js';

export interface FollowModelOptions {
  readonly files: readonly string[];
  readonly maxOpen: number;
  readonly positions: readonly FilePosition[];
  readonly heard: Heard;
  readonly clock: Clock;
  /** Called each time the follower hands on lines, logs, or asks for the time. */
  readonly step: () => void;
}

/** A follower that takes small bites and looks again after each of them, so that much can happen in between. */
export function followModel({ files, maxOpen, positions, heard, clock, step }: FollowModelOptions): Follower {
  const { sink, telemetry, logger } = heard;
  return followSource({
    source: 'model',
    files,
    start: 'beginning',
    maxLineBytes: 10_000,
    sink(chunk) {
      sink(chunk);
      step();
    },
    telemetry,
    logger: { ...logger, info: step },
    clock: {
      now: () => {
        step();
        return clock.now();
      },
      monotonic: () => {
        step();
        return clock.monotonic();
      },
    },
    waker: manualWaker(),
    watch: false,
    positions,
    tuning: { chunkBytes: 64, turnBytes: 200, maxOpen, lookAgain: 0 },
  });
}
