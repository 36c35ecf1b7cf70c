import type { Clock } from '../base/clock.js';
import { LogLimit } from '../base/limited-log.js';
import type { Logger } from '../base/log.js';
import type { Waker } from '../base/waker.js';
import type { StateConfig } from '../config/config.js';
import { PositionStore } from '../state/position-store.js';
import type { FilePosition } from '../tail/file-position.js';

interface Options {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly waker: (milliseconds: number) => Waker;
  readonly keepPositions: boolean;
}

/** Saves the positions while the exporter runs. Without a writable directory the exporter runs all the same. */
export class PositionKeeper {
  readonly #store: PositionStore;
  readonly #interval: number;
  readonly #options: Options;
  readonly #limit: LogLimit;
  #unsubscribe = (): void => {};

  constructor(state: StateConfig, options: Options) {
    this.#store = new PositionStore(state.directory);
    this.#interval = state.interval;
    this.#options = options;
    this.#limit = new LogLimit(options.clock);
  }

  load(): FilePosition[] {
    if (!this.#options.keepPositions) return [];
    try {
      return this.#store.load();
    } catch (error) {
      this.#options.logger.error({}, (error as Error).message);
      return [];
    }
  }

  start(positions: () => readonly FilePosition[]): void {
    if (!this.#options.keepPositions) return;
    this.#unsubscribe = this.#options.waker(this.#interval).subscribe(() => this.#save(positions()));
  }

  stop(positions: readonly FilePosition[]): void {
    this.#unsubscribe();
    if (this.#options.keepPositions) this.#save(positions);
  }

  #save(positions: readonly FilePosition[]): void {
    try {
      this.#store.save(positions);
    } catch (error) {
      this.#limit.say('save', () =>
        this.#options.logger.error(
          {},
          `cannot write ${this.#store.path}: ${(error as Error).message}; after a restart files are read as "start" says (make state.directory writable)`,
        ),
      );
    }
  }
}
