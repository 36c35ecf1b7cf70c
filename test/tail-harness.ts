import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type ManualClock, manualClock } from '../src/base/clock.js';
import type { Logger } from '../src/base/log.js';
import { silentTelemetry, type Telemetry } from '../src/base/telemetry.js';
import { manualWaker } from '../src/base/waker.js';
import type { Chunk } from '../src/tail/chunk.js';
import { type Follower, type FollowOptions, followSource } from '../src/tail/follow-source.js';

/** What came out of a follower, and what it said of itself. */
export class Heard {
  readonly lines: string[] = [];
  readonly ids = new Set<number>();
  tooLong = 0;
  gap = 0;
  gaps = 0;
  staleWriters = -1;
  bytes = 0;
  lag = -1;
  open = -1;
  up: boolean | undefined;
  readonly rotations: string[] = [];
  readonly messages: string[] = [];
  readonly #next = new Map<number, number>();

  readonly sink = (chunk: Chunk): void => {
    const { bytes, start, end, offset, file, tooLong } = chunk;
    // Chunks of a file come in order and never overlap.
    assert.ok(offset >= (this.#next.get(file.id) ?? 0), `offset ${offset} of ${file.path} was read before`);
    this.#next.set(file.id, offset + end - start);
    this.ids.add(file.id);
    this.tooLong += tooLong;
    if (start === end) assert.ok(tooLong > 0, 'an empty chunk must carry a count');
    else this.lines.push(...bytes.toString('latin1', start, end).replace(/\n$/, '').split('\n'));
  };

  readonly telemetry: Telemetry = {
    ...silentTelemetry,
    lines: () => assert.fail('lines are not for tail/ to count'),
    readBytes: (_, bytes) => {
      this.bytes += bytes;
    },
    lag: (_, bytes) => {
      this.lag = bytes;
    },
    files: (_, open) => {
      this.open = open;
    },
    up: (_, up) => {
      this.up = up;
    },
    rotation: (_, kind) => void this.rotations.push(kind),
    gap: (_, bytes) => {
      this.gap += bytes;
      this.gaps += 1;
    },
    staleWriters: (_, files) => {
      this.staleWriters = files;
    },
  };

  readonly logger: Logger = {
    debug() {},
    info() {},
    warn: (_, message) => void this.messages.push(message),
    error: (_, message) => void this.messages.push(message),
  };

  /** The lines since the last call. */
  take(): string[] {
    return this.lines.splice(0);
  }
}

export interface World {
  readonly directory: string;
  readonly heard: Heard;
  readonly clock: ManualClock;
  path(name: string): string;
  /** A follower of these files, stopped when the test ends. */
  follow(files: readonly string[], options?: Partial<FollowOptions>): Follower;
}

/** A directory of its own, and a follower that moves only when told to. */
export async function tailWorld(test: TestContext): Promise<World> {
  const directory = await mkdtemp(join(tmpdir(), 'tail-'));
  const heard = new Heard();
  const clock = manualClock();
  const followers: Follower[] = [];
  test.after(async () => {
    for (const follower of followers) await follower.stop();
    await rm(directory, { recursive: true, force: true });
  });
  const path = (name: string) => join(directory, name);
  return {
    directory,
    heard,
    clock,
    path,
    follow(files, options = {}) {
      const { sink, telemetry, logger } = heard;
      const follower = followSource({
        source: 'vault',
        files: files.map((name) => (name === '-' ? name : path(name))),
        start: 'beginning',
        maxLineBytes: 1 << 20,
        sink,
        telemetry,
        logger,
        clock,
        waker: manualWaker(),
        watch: false,
        ...options,
      });
      followers.push(follower);
      return follower;
    },
  };
}
