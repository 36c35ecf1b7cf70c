import { type FSWatcher, watch } from 'node:fs';
import type { Clock } from '../base/clock.js';
import type { Logger } from '../base/log.js';
import { errorCode } from './path-error.js';

/** From the first event to the call: a busy log must not cause a look for each of its lines. */
const DELAY = 25;
/** Until a directory that could not be watched is tried again. */
const RETRY = 60_000;
/** inotify watches are few and shared by all programs of a user. */
const MOST = 256;

/**
 * Says that something may have happened in a directory. Only to be quick: it may say nothing (NFS, no inotify
 * watches left), so somebody has to poll as well.
 *
 * A watch is good for one event and is gone with it, until `arm` is called again; so a log that is written to
 * 20,000 times a second causes 40 events a second.
 */
export class DirectoryWatch {
  readonly #onChange: () => void;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #retryAt = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(onChange: () => void, clock: Clock, logger: Logger) {
    this.#onChange = onChange;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Watches these directories and no others. */
  arm(directories: ReadonlySet<string>): void {
    for (const directory of this.#watchers.keys()) {
      if (!directories.has(directory)) this.#disarm(directory);
    }
    for (const directory of directories) {
      if (this.#watchers.size >= MOST) return;
      if (!this.#watchers.has(directory)) this.#watch(directory);
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const directory of [...this.#watchers.keys()]) this.#disarm(directory);
  }

  #watch(directory: string): void {
    const retryAt = this.#retryAt.get(directory);
    if (retryAt !== undefined && this.#clock.monotonic() < retryAt) return;
    this.#retryAt.delete(directory);
    try {
      const watcher = watch(directory, { persistent: false });
      this.#watchers.set(directory, watcher);
      watcher.on('change', () => {
        this.#disarm(directory);
        this.#timer ??= setTimeout(() => this.#fire(), DELAY);
      });
      watcher.on('error', (error) => this.#failed(directory, error));
    } catch (error) {
      this.#failed(directory, error);
    }
  }

  #fire(): void {
    this.#timer = undefined;
    this.#onChange();
  }

  #failed(directory: string, error: unknown): void {
    this.#disarm(directory);
    if (this.#retryAt.size >= MOST) this.#retryAt.clear();
    this.#retryAt.set(directory, this.#clock.monotonic() + RETRY);
    this.#logger.debug({ directory, code: errorCode(error) }, 'cannot watch directory; polling it only');
  }

  #disarm(directory: string): void {
    this.#watchers.get(directory)?.close();
    this.#watchers.delete(directory);
  }
}
