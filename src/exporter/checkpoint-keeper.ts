import type { Clock } from '../base/clock.js';
import { LogLimit } from '../base/limited-log.js';
import type { Logger } from '../base/log.js';
import type { Waker } from '../base/waker.js';
import type { StateConfig } from '../config/config.js';
import type { CheckpointAccount } from '../series/checkpoint-families.js';
import type { Checkpoint } from '../state/checkpoint.js';
import { CheckpointStore, type Restored } from '../state/checkpoint-store.js';

/** What the keeper asks of the exporter. */
export interface CheckpointSource {
  /** Everything to keep, of this instant. */
  take(): Checkpoint;
  /** Equal for two instants between which nothing changed that is worth a write. */
  signature(): string;
  /** The checkpoint is on disk. Says whether everything that was shown to a scraper is in it. */
  written(checkpoint: Checkpoint): boolean;
  /** No checkpoint can be written for now. */
  failed(): void;
}

interface Options {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly waker: (milliseconds: number) => Waker;
  /** False: nothing is read, nothing is written. */
  readonly keepState: boolean;
}

/** Writes a checkpoint when something changed, one at a time. Without a writable directory the exporter runs all the same. */
export class CheckpointKeeper {
  readonly account: CheckpointAccount = { writes: 0, failures: 0, lastSuccess: 0, bytes: 0, restored: 'off' };
  readonly #store: CheckpointStore;
  readonly #state: StateConfig;
  readonly #options: Options;
  readonly #limit: LogLimit;
  #source: CheckpointSource | undefined;
  #unsubscribe = (): void => {};
  #signature = '';
  #writing: Promise<void> = Promise.resolve();
  #busy = false;
  #stopped = false;

  constructor(state: StateConfig, options: Options) {
    this.#state = state;
    this.#store = new CheckpointStore(state.directory);
    this.#options = options;
    this.#limit = new LogLimit(options.clock);
  }

  load(): Restored {
    if (!this.#options.keepState) return { from: 'nothing' };
    const restored = this.#store.load((message) => this.#options.logger.error({}, message));
    this.account.restored = restored.from;
    if (restored.from === 'failed') {
      this.#options.logger.error(
        {},
        'no checkpoint can be used: counting starts anew, files are read as "start" says',
      );
    }
    return restored;
  }

  start(source: CheckpointSource): void {
    this.#source = source;
    if (this.#options.keepState) {
      this.#unsubscribe = this.#options.waker(this.#state.interval).subscribe(() => void this.soon());
    }
  }

  /** Writes a checkpoint now, unless one is being written or nothing changed. Resolves when that is done. */
  soon(): Promise<void> {
    if (!this.#busy && !this.#stopped && this.#options.keepState) this.#writing = this.#write();
    return this.#writing;
  }

  /** Resolves when a checkpoint of now or later has been written, or could not be, or nothing has changed. */
  async now(): Promise<void> {
    // The one that is being written may be of before.
    await this.#writing;
    await this.soon();
  }

  /** Writes the last checkpoint of this run. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    await this.#writing;
    if (this.#options.keepState) await this.#write();
  }

  async #write(): Promise<void> {
    const source = this.#source;
    const signature = source?.signature() ?? '';
    if (source === undefined || signature === this.#signature) return;
    this.#busy = true;
    const checkpoint = source.take();
    try {
      this.account.bytes = await this.#store.save(checkpoint);
      this.account.writes += 1;
      this.account.lastSuccess = this.#options.clock.now();
      this.#signature = signature;
      if (source.written(checkpoint)) await this.#store.catchUp();
    } catch (error) {
      this.account.failures += 1;
      await this.#store.fallBehind();
      source.failed();
      this.#complain(error as Error);
    } finally {
      this.#busy = false;
    }
  }

  #complain(error: Error): void {
    this.#limit.say('write', (held) =>
      this.#options.logger.error(
        { held },
        `cannot write the checkpoint: ${error.message}; after a restart counting goes on from the last one (make ${this.#state.directory} writable)`,
      ),
    );
  }
}
