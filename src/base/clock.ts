/** Time, injected, so that tests decide what time it is. */
export interface Clock {
  /** Milliseconds since the Unix epoch. May jump when the machine's clock is set. */
  now(): number;
  /** Milliseconds since an arbitrary start. Never goes back. */
  monotonic(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/** A clock that stands still until `advance` is called. */
export interface ManualClock extends Clock {
  advance(milliseconds: number): void;
  /** Sets the wall clock without moving the monotonic one: a clock jump. */
  jumpTo(epochMilliseconds: number): void;
}

export function manualClock(start = 0): ManualClock {
  let wall = start;
  let ticks = 0;
  return {
    now: () => wall,
    monotonic: () => ticks,
    advance(milliseconds) {
      wall += milliseconds;
      ticks += milliseconds;
    },
    jumpTo(epochMilliseconds) {
      wall = epochMilliseconds;
    },
  };
}
