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

  /** What is waited for, for people; undefined when it is nothing. */
  get waitsFor(): string | undefined {
    return this.#catchUp.waitsFor(this.#stage.sources());
  }

  /** Everything that was there has been read. Also after each reload. */
  async begin(): Promise<void> {
    this.stop();
    await this.#look();
    if (this.waitsFor !== undefined) this.#stopWaiting = this.#waker.subscribe(() => void this.#look());
  }

  /** Waits for nothing any more. */
  stop(): void {
    this.#stopWaiting();
    this.#stopWaiting = () => {};
  }

  async #look(): Promise<void> {
    const sources = this.#stage.sources();
    if (!this.#catchUp.look(sources)) return;
    if (this.waitsFor === undefined) this.stop();
    this.#stage.show(sources.flatMap(({ name }) => (this.isWithheld(name) ? [] : name)));
    await this.#stage.kept();
    this.#live = true;
  }
}
