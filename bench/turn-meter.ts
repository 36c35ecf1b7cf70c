import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds. */
export interface Turn {
  /** From one look at the clock to the next one. */
  readonly wall: number;
  /** In which the main thread had a processor, and in which it was ready and had none. */
  readonly busy: number;
  readonly waiting: number;
}

export interface Turns {
  /** The one in which the program did most. */
  readonly busiest: Turn;
  /** The one that took longest by the clock. */
  readonly longest: Turn;
}

const none: Turn = { wall: 0, busy: 0, waiting: 0 };

/**
 * Measures how long the event loop is kept from turning. On a busy machine that is for the most part the time that
 * other programs have the processor: Linux tells both for each thread. Elsewhere all of it counts as busy.
 */
export class TurnMeter {
  readonly #file = openScheduling();
  readonly #buffer = Buffer.alloc(128);

  /** Measures all turns while `run` runs. */
  async during(run: () => Promise<unknown>): Promise<Turns> {
    let [busiest, longest] = [none, none];
    let done = false;
    const running = run().finally(() => {
      done = true;
    });
    let before = this.#now();
    while (!done) {
      await nextTurn();
      const now = this.#now();
      const wall = now.wall - before.wall;
      const turn = { wall, busy: now.busy - before.busy, waiting: now.waiting - before.waiting };
      if (turn.busy > busiest.busy) busiest = turn;
      if (turn.wall > longest.wall) longest = turn;
      before = now;
    }
    await running;
    return { busiest, longest };
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
  }

  #now(): Turn {
    const wall = performance.now();
    if (this.#file === undefined) return { wall, busy: wall, waiting: 0 };
    const length = readSync(this.#file, this.#buffer, 0, this.#buffer.length, 0);
    const [busy, waiting] = this.#buffer.toString('latin1', 0, length).split(' ').map(Number);
    return { wall, busy: busy! / 1e6, waiting: waiting! / 1e6 };
  }
}

function openScheduling(): number | undefined {
  try {
    return openSync('/proc/thread-self/schedstat', 'r');
  } catch {
    return undefined;
  }
}
