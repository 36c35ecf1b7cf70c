import { setTimeout as sleep } from 'node:timers/promises';
import { type Random, randomInt } from '../../src/base/random.js';
import type { Kind } from './kinds.js';
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
  #busy = false;

  constructor(options: ActorOptions) {
    this.#options = options;
  }

  /** Between the start of a rotation and the writer's being in the new file. */
  get busy(): boolean {
    return this.#busy;
  }

  stop(): void {
    this.#stop.abort();
  }

  /** Ends after `stop()`, when the rotation that is going on is done. */
  async run(): Promise<void> {
    const { random, gap, done } = this.#options;
    const kinds = this.#options.kinds.filter((kind) => kind !== 'gzip-down');
    const { signal } = this.#stop;
    let deck: (typeof kinds)[number][] = [];
    while (kinds.length > 0) {
      await sleep(randomInt(random, gap * 0.3, gap * 1.7), undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      if (deck.length === 0) deck = shuffled(random, kinds);
      const kind = deck.pop()!;
      this.#busy = true;
      done(kind, await rotations[kind](this.#options));
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
