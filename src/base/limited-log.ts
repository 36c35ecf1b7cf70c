import type { Clock } from './clock.js';

/**
 * Lets a message through at most once per `interval` and key, so that a fault that repeats on every line does
 * not fill the disk it complains about. The number of messages held back is handed to the next one.
 */
export class LogLimit {
  readonly #clock: Clock;
  readonly #interval: number;
  readonly #seen = new Map<string, { at: number; held: number }>();

  constructor(clock: Clock, interval = 60_000) {
    this.#clock = clock;
    this.#interval = interval;
  }

  /** Calls `say` with the number of messages held back since the last one, or counts this one as held. */
  say(key: string, say: (held: number) => void): void {
    const now = this.#clock.monotonic();
    const last = this.#seen.get(key);
    if (last !== undefined && now - last.at < this.#interval) {
      last.held += 1;
      return;
    }
    this.#seen.set(key, { at: now, held: 0 });
    say(last?.held ?? 0);
  }
}
