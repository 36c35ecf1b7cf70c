import { DONE, JoinKeys } from './join-keys.js';
import { noResults } from './join-results.js';
import { Role } from './join-role.js';
import { KeyHash } from './key-hash.js';
import type { MemorySnapshot } from './memory-snapshot.js';
import { readSavedJoins, savedJoins } from './saved-joins.js';

/** What `take` did with an event, and what its caller has to do. */
export const Step = {
  /** It has its result. */
  over: 0,
  /** It waits for its partner. A `to` event: `keepSeries`. */
  waits: 1,
  /** It and its partner make a pair: observe `seconds`. A `from` event: for `series`; else for that of the event. */
  pair: 2,
} as const;

/** An event whose time is that far ahead of our clock, in seconds, says nothing of how late it is. */
const FUTURE_SECONDS = 3_600;

export interface JoinOptions {
  /** Seconds. */
  readonly timeout: number;
  /** Keys kept at most, at least 1. */
  readonly remember: number;
}

/**
 * Joins `from` and `to` events by their key, each pair once, in bounded memory.
 *
 * The rule, whole, so that it can be worked out again from the log alone. Events are taken in the order of their
 * lines, `t` is the time of an event (the clock where it has none), all numbers are doubles, times in seconds.
 * `newest` is at first -Infinity; `open` (key → event, `at`) and `done` (key → `at`) are at first empty and keep the
 * order in which their keys were added. For each event:
 *
 * 1. `newest = max(newest, t)`; with a `t` over an hour ahead of the clock, the clock in place of `t`.
 * 2. While `newest - at > timeout` for the oldest of `open`, it leaves: its event is `expired`. The same for `done`,
 *    where nothing is counted.
 * 3. The event has no key: `no_key`.
 * 4. The key is in `done`, or in `open` with an event of the same role: `duplicate`. (Two audit devices that write to
 *    one file write every event twice.)
 * 5. The key is in `open` with an event of the other role. It leaves `open`; the key is added to `done` with
 *    `at = newest`. `d` is the `t` of `to` minus the `t` of `from`: negative, both events are `clock`; over `timeout`,
 *    both are `expired`; else both are `joined`, and `d` is observed, once.
 * 6. Else, when `open` and `done` have `remember` keys together, the oldest of `done` leaves; when `done` is empty the
 *    oldest of `open`, and its event is `forgotten`. Then the key is added to `open` with `at = newest`.
 *
 * So every event has one result or is in flight (`open`), and the results and `inFlight` add up to all events. A
 * timeout counts from what was the newest time when the event came, not from its own: with events in order this is the
 * same, and the events of a host whose clock is late find each other as well as any. Because `newest` never falls, the
 * keys leave in the order in which they were added, and all of this takes constant time.
 *
 * Two keys with the same 64-bit hash are one.
 */
export class JoinTable {
  /** Events by what became of them. */
  readonly results = noResults();
  /** Of the pair that `take` found: the difference, and what `keepSeries` was given for its `to` event. */
  seconds = 0;
  series = 0;
  readonly #timeout: number;
  #hash = new KeyHash();
  #newest = Number.NEGATIVE_INFINITY;
  readonly #keys: JoinKeys;
  /** The slot of the event that came to wait last. */
  #latest = 0;

  constructor({ timeout, remember }: JoinOptions) {
    this.#timeout = timeout;
    this.#keys = new JoinKeys(remember);
  }

  /** What the key of an event is hashed with before `take`. */
  get hash(): KeyHash {
    return this.#hash;
  }

  /** Events that wait for their partner. */
  get inFlight(): number {
    return this.#keys.open;
  }

  /** Keys that are remembered: of events in flight, and of pairs that may come once more. */
  get size(): number {
    return this.#keys.size;
  }

  /**
   * Takes an event whose key was just hashed with `hash`. `role` is a `Role`; `time` and `now`, the clock, in seconds.
   * Returns a `Step`.
   */
  take(role: number, time: number, now: number): number {
    const { lo, hi } = this.#hash;
    this.#advance(time, now);
    const slot = this.#keys.find(lo, hi);
    if (slot === -1) {
      if (this.#keys.makeRoom()) this.results.forgotten += 1;
      this.#latest = this.#keys.add(lo, hi, role, time, this.#newest);
      return Step.waits;
    }
    const state = this.#keys.state(slot);
    if (state !== DONE && state !== role) return this.#pair(slot, role, time);
    this.results.duplicate += 1;
    return Step.over;
  }

  /** Takes an event that has no key. */
  takeWithoutKey(time: number, now: number): void {
    this.#advance(time, now);
    this.results.no_key += 1;
  }

  /** Keeps a number (not negative) with the `to` event for which `take` just returned `waits`. */
  keepSeries(series: number): void {
    this.#keys.setSeries(this.#latest, series);
  }

  /** Everything there is to keep, of this instant. */
  snapshot(): MemorySnapshot {
    const { seed } = this.#hash;
    return savedJoins({ seed, newest: this.#newest, results: { ...this.results }, ...this.#keys.snapshot() });
  }

  /**
   * Goes on where `saved` was taken; with a smaller `remember`, the oldest are forgotten by rule 6. False when it is
   * no snapshot of a JoinTable, or `keepSeries` was given `series` or more: then nothing changed. Only for a table that
   * took no event yet.
   */
  restore(saved: MemorySnapshot, series: number): boolean {
    const before = readSavedJoins(saved, this.#keys.limit, series);
    if (before === undefined || !this.#keys.restore(before.open, before.done)) return false;
    this.#hash = new KeyHash(before.seed);
    this.#newest = before.newest;
    Object.assign(this.results, before.results);
    return true;
  }

  #advance(time: number, now: number): void {
    const reached = time > now + FUTURE_SECONDS ? now : time;
    if (!(reached > this.#newest)) return;
    this.#newest = reached;
    this.results.expired += this.#keys.expire(reached, this.#timeout);
  }

  #pair(slot: number, role: number, time: number): number {
    const partnerTime = this.#keys.time(slot);
    this.seconds = role === Role.to ? time - partnerTime : partnerTime - time;
    this.series = this.#keys.series(slot);
    this.#keys.finish(slot, this.#newest);
    if (this.seconds < 0) this.results.clock += 2;
    else if (this.seconds > this.#timeout) this.results.expired += 2;
    else {
      this.results.joined += 2;
      return Step.pair;
    }
    return Step.over;
  }
}
