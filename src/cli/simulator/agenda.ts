import type { Random } from '../../base/random.js';
import { TimeHeap } from './time-heap.js';

// Times are kept to 1/64 ms, which adds up without rounding: one seed gives the same lines however time is cut.
const grid = 64;
/** Whoever waits for longer looks again at how much goes on. */
const patience = 300_000;

/** What is going to happen, in order of simulated time (milliseconds since the start). */
export class Agenda {
  readonly #heap = new TimeHeap<() => void>();
  #now = 0;

  /** Time of the act that runs now. */
  get now(): number {
    return this.#now;
  }

  after(milliseconds: number, act: () => void): void {
    this.#heap.add(this.#now + Math.round(milliseconds * grid) / grid, act);
  }

  /**
   * Again and again, `mean` milliseconds apart on average, as things happen that know nothing of each other. `level` says
   * how much goes on now, above 0: with 2 it happens twice as often.
   */
  often(random: Random, mean: number, act: () => void, level: () => number = () => 1): void {
    const wait = exponential(random, mean / level());
    if (wait > patience) {
      // Such waits have no memory: those who look again wait no longer than the others on average.
      this.after(patience, () => this.often(random, mean, act, level));
      return;
    }
    this.after(wait, () => {
      act();
      this.often(random, mean, act, level);
    });
  }

  /** Again and again, at least `from` and at most `to` milliseconds apart; the first time after up to `to`. */
  spaced(random: Random, from: number, to: number, act: () => void): void {
    const next = () => {
      act();
      this.after(from + random() * (to - from), next);
    };
    this.after(random() * to, next);
  }

  runUntil(time: number): void {
    for (let due = this.#heap.takeUntil(time); due !== undefined; due = this.#heap.takeUntil(time)) {
      this.#now = due.at;
      due.value();
    }
    this.#now = time;
  }
}

/** A wait of `mean` on average, at least a millisecond. */
export function exponential(random: Random, mean: number): number {
  return Math.max(1, -Math.log(1 - random()) * mean);
}
