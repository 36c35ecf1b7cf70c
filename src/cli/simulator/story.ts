import type { Clock } from '../../base/clock.js';

/** Time in the simulation. It never runs ahead of the real one. */
export interface Story {
  /** Stands still but for `advance`. */
  readonly clock: Clock;
  /** Goes on to where the story is by now; returns how many milliseconds of it have passed since the last time. */
  advance(): number;
  /** Milliseconds that the story is behind the real time. */
  readonly behind: number;
}

export interface StoryOptions {
  /** Milliseconds since the epoch; not after now. */
  readonly start: number;
  /** How many times as fast as the clock the story runs until it has reached the present; at least 1. */
  readonly speed: number;
  /** Milliseconds of the story that are told in one go at most; default: ten minutes. */
  readonly longestStep?: number;
}

// After a machine has slept for a night, the story goes on and does not catch up.
const longestPause = 5_000;

/** A story that begins in the past, catches up at `speed`, and then goes on with the clock. */
export function createStory(clock: Clock, { start, speed, longestStep = 600_000 }: StoryOptions): Story {
  let last = clock.monotonic();
  let now = Math.min(start, clock.now());
  // At the speed of the clock it would never catch up.
  let present = speed <= 1 || now >= clock.now();
  return {
    clock: { now: () => now, monotonic: () => clock.monotonic() },
    get behind() {
      return present ? 0 : Math.max(0, clock.now() - now);
    },
    advance() {
      const monotonic = clock.monotonic();
      const passed = Math.min(monotonic - last, longestPause);
      last = monotonic;
      if (present) {
        now = clock.now();
        return passed;
      }
      const step = Math.max(0, Math.min(passed * speed, longestStep, clock.now() - now));
      now += step;
      present = now >= clock.now();
      return step;
    },
  };
}
