import { setTimeout as sleep } from 'node:timers/promises';
import { type Random, randomInt } from '../../src/base/random.js';
import type { Kind } from './kinds.js';
import { Mutex } from './mutex.js';
import type { Rotation } from './rotation.js';
import { rotations } from './rotations.js';

export interface ActorOptions extends Rotation {
  readonly kinds: readonly Kind[];
  /** Mean milliseconds between two rotations. */
  readonly gap: number;
  readonly done: (kind: Kind, rotated: boolean) => void;
}

/**
 * Rotates one file in one manner after the other until it is told to stop. Each file draws from its own random numbers,
 * so that the order of its rotations does not depend on how long those of the others take.
 */
export class FileActor {
  readonly #options: ActorOptions;
  readonly #stop = new AbortController();
  readonly #mutex = new Mutex();
  #busy = false;

  constructor(options: ActorOptions) {
    this.#options = options;
  }

  /** Does `work` while no rotation may begin. False: one is going on. */
  async between(work: () => Promise<void>): Promise<boolean> {
    if (this.#busy) return false;
    await this.#mutex.run(work);
    return true;
  }

  stop(): void {
    this.#stop.abort();
  }

  /** Ends after `stop()`, when the rotation that is going on is done. */
  async run(): Promise<void> {
    const { random, gap } = this.#options;
    const kinds = this.#options.kinds.filter((kind) => kind !== 'gzip-down');
    const { signal } = this.#stop;
    let deck: (typeof kinds)[number][] = [];
    while (kinds.length > 0) {
      await sleep(randomInt(random, gap * 0.3, gap * 1.7), undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      if (deck.length === 0) deck = shuffled(random, kinds);
      const kind = deck.pop()!;
      await this.#mutex.run(() => this.#rotate(kind));
    }
  }

  async #rotate(kind: Exclude<Kind, 'gzip-down'>): Promise<void> {
    const { note, done } = this.#options;
    this.#busy = true;
    try {
      note(`ROTATE ${kind} begins`);
      const rotated = await rotations[kind](this.#options);
      note(`ROTATE ${kind} ${rotated ? 'is done' : 'was not possible'}`);
      done(kind, rotated);
    } finally {
      this.#busy = false;
    }
  }
}

/** Every kind comes before any comes again. */
function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const cards = [...list];
  for (let i = cards.length - 1; i > 0; i -= 1) {
    const other = randomInt(random, 0, i + 1);
    [cards[i], cards[other]] = [cards[other]!, cards[i]!];
  }
  return cards;
}
