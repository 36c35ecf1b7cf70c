import { defaultRotated } from '../config/rotated-pattern.js';
import { DirectoryWatch } from './directory-watch.js';
import type { FilePosition } from './file-position.js';
import { FileSet } from './file-set.js';
import type { Follower, FollowOptions } from './follow-source.js';
import type { Outlet } from './outlet.js';
import { parsePathPattern } from './path-pattern.js';
import { ReadBuffer } from './read-buffer.js';
import { readPending } from './read-pending.js';
import { releaseFiles } from './release-files.js';
import { StdinLines } from './stdin-lines.js';
import { defaultTuning, type Tuning } from './tuning.js';

/** See `followSource`. At most one pass over the files runs at a time. */
export class SourceFollower implements Follower {
  readonly #options: FollowOptions;
  readonly #tuning: Tuning;
  readonly #set: FileSet;
  readonly #buffer: ReadBuffer;
  readonly #stdin: StdinLines | undefined;
  readonly #watch: DirectoryWatch | undefined;
  #running: Promise<void> | undefined;
  #queued: Promise<void> | undefined;
  readonly #caughtUp = newPromise();
  #unsubscribe = () => {};
  #stopping = false;

  constructor(options: FollowOptions) {
    const { source, maxLineBytes, sink, telemetry, clock, logger, start, files } = options;
    const rotated = options.rotated ?? defaultRotated;
    const outlet: Outlet = { source, maxLineBytes, sink, telemetry };
    const patterns = files.filter((path) => path !== '-').map(parsePathPattern);
    const positions = (options.positions ?? []).filter((position) => position.source === source);
    this.#options = options;
    this.#tuning = { ...defaultTuning, ...options.tuning };
    const { followedUntil } = options;
    this.#set = new FileSet({ outlet, clock, logger, patterns, start, positions, rotated, followedUntil });
    this.#buffer = new ReadBuffer(maxLineBytes, this.#tuning.chunkBytes);
    if (files.includes('-')) this.#stdin = new StdinLines(outlet, options.stdin ?? process.stdin, logger);
    if (options.watch !== false) this.#watch = new DirectoryWatch(() => void this.#glance(), clock, logger);
  }

  start(): Promise<void> {
    this.#unsubscribe = this.#options.waker.subscribe(() => {
      if (this.#running === undefined) void this.poll();
    });
    this.#stdin?.start();
    this.poll().catch((error: unknown) => this.#caughtUp.reject(error));
    return this.#caughtUp.promise;
  }

  poll(): Promise<void> {
    if (this.#running === undefined) return this.#begin();
    // The pass that is running may be past what the caller has in mind, so there is one more, for all callers.
    this.#queued ??= this.#running.then(() => {
      this.#queued = undefined;
      return this.#begin();
    });
    return this.#queued;
  }

  lagBytes(): number {
    return this.#set.files.reduce((sum, file) => sum + file.lag, 0);
  }

  positions(): FilePosition[] {
    return this.#set.positions();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#unsubscribe();
    this.#watch?.close();
    this.#stdin?.stop();
    // Whoever started the pass hears of its failure.
    await this.#running?.catch(() => undefined);
    await this.#set.close();
  }

  /** A poll because something has happened in a directory. During a poll it is followed by a full one. */
  #glance(): Promise<void> {
    return this.#running === undefined ? this.#begin(true) : this.poll();
  }

  #begin(quick = false): Promise<void> {
    if (this.#stopping) return Promise.resolve();
    this.#running = this.#pass(quick).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #pass(quick: boolean): Promise<void> {
    // Before the look: what happens after it must cause another one.
    this.#watch?.arm(this.#set.directories);
    await this.#set.look(quick);
    if (!this.#stopping) this.#watch?.arm(this.#set.directories);
    const { clock } = this.#options;
    await readPending(this.#set, this.#buffer, clock, this.#tuning, () => this.#stopping);
    if (!this.#stopping) await releaseFiles(this.#set, this.#buffer, this.#tuning);
    this.#buffer.shrink();
    this.#report();
    if (this.#stopping || !this.#set.isSearching) this.#caughtUp.resolve();
  }

  #report(): void {
    const { source, telemetry } = this.#options;
    const files = this.#set.files;
    const stdin = this.#stdin?.isOpen ? 1 : 0;
    telemetry.files(source, files.filter((file) => file.isOpen).length + stdin);
    telemetry.lag(source, this.lagBytes());
    const now = this.#options.clock.monotonic();
    const { staleAfter, releaseIdle } = this.#tuning;
    const stale = files.filter(({ departure }) => departure.hasStaleWriter(now, staleAfter, releaseIdle));
    telemetry.staleWriters(source, stale.length);
    telemetry.up(source, stdin > 0 || files.some((file) => !file.broken));
  }
}

function newPromise() {
  let settle: { resolve: () => void; reject: (error: unknown) => void } | undefined;
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle! };
}
