import type { Readable } from 'node:stream';
import type { Logger } from '../base/log.js';
import type { Outlet } from './outlet.js';
import { cannotRead } from './path-error.js';
import { StreamLines } from './stream-lines.js';

/** Lines of standard input (or of a pipe), from now until it ends. It has no position: it can be read only once. */
export class StdinLines {
  readonly #input: Readable;
  readonly #lines: StreamLines;
  readonly #logger: Logger;
  #open = false;

  constructor(outlet: Outlet, input: Readable, logger: Logger) {
    this.#input = input;
    this.#lines = new StreamLines(outlet, '-');
    this.#logger = logger;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** The sink is done with a chunk when it returns, so the pipe's own buffer is all that ever waits. */
  start(): void {
    // After a reload: it may have ended under the follower before this one, and then never says so again.
    if (this.#input.readableEnded || this.#input.destroyed) return;
    this.#open = true;
    this.#input.on('data', this.#push);
    this.#input.once('end', this.#end);
    this.#input.once('error', this.#fail);
    // That follower paused it, and a listener alone does not undo that.
    this.#input.resume();
  }

  /** Stops reading; a half line that was read is handed on, because nobody could ever read it again. */
  stop(): void {
    if (!this.#open) return;
    this.#input.pause();
    this.#end();
  }

  readonly #push = (bytes: Buffer | string): void => {
    this.#lines.push(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  };

  readonly #end = (): void => {
    this.#open = false;
    this.#input.off('data', this.#push);
    this.#input.off('end', this.#end);
    this.#lines.end();
  };

  readonly #fail = (error: Error): void => {
    this.#logger.warn({}, cannotRead('-', error));
    if (this.#open) this.#end();
  };
}
