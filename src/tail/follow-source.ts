import type { Readable } from 'node:stream';
import type { Clock } from '../base/clock.js';
import type { Logger } from '../base/log.js';
import type { Telemetry } from '../base/telemetry.js';
import type { Waker } from '../base/waker.js';
import type { RotatedPattern } from '../config/rotated-pattern.js';
import type { ChunkSink } from './chunk.js';
import type { FilePosition } from './file-position.js';
import { SourceFollower } from './source-follower.js';
import type { Tuning } from './tuning.js';

export interface FollowOptions {
  readonly source: string;
  /** Paths, globs (`*`, `?`, `[...]`, `**`), or `-` for standard input. */
  readonly files: readonly string[];
  /** Where to begin with files that are there already and of which no position is known. */
  readonly start: 'beginning' | 'end';
  /** Names of rotated files, see config/rotated-pattern.ts. Default: what logrotate makes. */
  readonly rotated?: readonly RotatedPattern[];
  readonly maxLineBytes: number;
  readonly sink: ChunkSink;
  readonly telemetry: Telemetry;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Looks at the files on each beat. */
  readonly waker: Waker;
  /** From an earlier run. */
  readonly positions?: readonly FilePosition[];
  /** Until when an earlier run followed the source, in milliseconds since the epoch: files that were made later are new. */
  readonly followedUntil?: number;
  /** Also lets the operating system tell of changes, to be quick. Default: true. */
  readonly watch?: boolean;
  /** Default: that of the process. */
  readonly stdin?: Readable;
  readonly tuning?: Partial<Tuning>;
}

/** Follows the files of one source. */
export interface Follower {
  /** Follows from now on. Resolves when everything that stood in the files has been handed on. */
  start(): Promise<void>;
  /** One full look at the paths, and everything there is handed on. Calls during a poll share the next one. */
  poll(): Promise<void>;
  /** Bytes that are known to stand in the files and have not been read. 0 before the first look. */
  lagBytes(): number;
  /**
   * How far the files have been read, at this very moment: to be stored together with what the sink has made of
   * the lines.
   */
  positions(): FilePosition[];
  /** Finishes the chunk in hand and closes the files. A half line stays unread. */
  stop(): Promise<void>;
}

/**
 * Follows log files without losing or doubling a line: over renames, deletions, truncations, and links.
 *
 * What cannot be had: lines that are written and truncated away between two looks, and files that are created and
 * deleted (or renamed to a name no pattern matches) between two looks.
 *
 * An error that `sink` throws comes out of `start` or `poll`, or as an unhandled rejection: it is a fault of this
 * program and must end it.
 */
export function followSource(options: FollowOptions): Follower {
  return new SourceFollower(options);
}
