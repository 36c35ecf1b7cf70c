import type { Waker } from '../base/waker.js';
import type { AwaitedSource, CatchUp } from './catch-up.js';

/** What is done with sources that have caught up. */
export interface Stage {
  sources(): readonly AwaitedSource[];
  /** These may be shown from now on. Some of them may be shown already. */
  show(sources: readonly string[]): void;
  /** Resolves when a checkpoint of now is on disk, or none can be written. */
  kept(): Promise<void>;
}

/**
 * From the first look at the logs to being seen: nothing is shown before everything that was there has been read and
 * nothing is waited for any more (see CatchUp), and before all of it is in a checkpoint. Without that, a crash right
 * after the first answer would leave a next run that does not know what this one began with.
 */
export class GoingLive {
  readonly #catchUp: CatchUp;
  readonly #stage: Stage;
  readonly #waker: Waker;
  #live = false;
  /** Whether all that is missing is the checkpoint. */
  #keeping = false;
  #stopWaiting = (): void => {};

  /** Between two beats of `waker` it is looked whether a source has caught up. */
  constructor(catchUp: CatchUp, stage: Stage, waker: Waker) {
    this.#catchUp = catchUp;
    this.#stage = stage;
    this.#waker = waker;
  }

  get live(): boolean {
    return this.#live;
  }

  isWithheld(source: string): boolean {
    return this.#catchUp.withheld.has(source);
  }

  /** What is waited for once everything has been read, for people; undefined when it is nothing. */
  get waitsFor(): string | undefined {
    const missing = this.#catchUp.waitsFor(this.#stage.sources());
    if (missing !== undefined)
      return `what was shown before the last crash must be read again first: ${missing}`;
    return this.#keeping ? 'writing the first checkpoint' : undefined;
  }

  /** Everything that was there has been read. Also after each reload. */
  async begin(): Promise<void> {
    this.stop();
    await this.#look();
    if (this.#isWaiting()) this.#stopWaiting = this.#waker.subscribe(() => void this.#look());
  }

  /** Waits for nothing any more. */
  stop(): void {
    this.#stopWaiting();
    this.#stopWaiting = () => {};
  }

  async #look(): Promise<void> {
    const sources = this.#stage.sources();
    if (!this.#catchUp.look(sources)) return;
    if (!this.#isWaiting()) this.stop();
    this.#stage.show(sources.flatMap(({ name }) => (this.isWithheld(name) ? [] : name)));
    this.#keeping = !this.#live;
    await this.#stage.kept();
    this.#keeping = false;
    this.#live = true;
  }

  #isWaiting(): boolean {
    return this.#catchUp.waitsFor(this.#stage.sources()) !== undefined;
  }
}
