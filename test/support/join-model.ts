import { noResults } from '../../src/memory/join-results.js';
import { Role } from '../../src/memory/join-role.js';

/** An event that is to be joined; times in seconds. */
export interface JoinEvent {
  /** Undefined: it has none. */
  readonly key: string | undefined;
  readonly role: number;
  readonly time: number;
  /** The clock. */
  readonly now: number;
}

export interface Pair {
  readonly seconds: number;
  /** Number of the `to` event. */
  readonly to: number;
}

/** Plain twin: the rule of JoinTable with two arrays in the order of adding. */
export class JoinModel {
  readonly pairs: Pair[] = [];
  readonly results = noResults();
  open: { key: string; role: number; time: number; at: number; number: number }[] = [];
  done: { key: string; at: number }[] = [];
  newest = Number.NEGATIVE_INFINITY;
  readonly timeout: number;
  readonly remember: number;

  constructor(timeout: number, remember: number) {
    this.timeout = timeout;
    this.remember = remember;
  }

  take({ key, role, time, now }: JoinEvent, number: number): void {
    this.newest = Math.max(this.newest, time > now + 3600 ? now : time);
    const isLate = ({ at }: { at: number }) => this.newest - at > this.timeout;
    this.results.expired += this.open.filter(isLate).length;
    this.open = this.open.filter((one) => !isLate(one));
    this.done = this.done.filter((one) => !isLate(one));
    const partner = this.open.find((one) => one.key === key);
    if (key === undefined) this.results.no_key += 1;
    else if (this.done.some((one) => one.key === key) || partner?.role === role) this.results.duplicate += 1;
    else if (partner !== undefined) {
      this.open = this.open.filter((one) => one !== partner);
      this.done.push({ key, at: this.newest });
      const seconds = role === Role.to ? time - partner.time : partner.time - time;
      if (seconds < 0) this.results.clock += 2;
      else if (seconds > this.timeout) this.results.expired += 2;
      else {
        this.results.joined += 2;
        this.pairs.push({ seconds, to: role === Role.to ? number : partner.number });
      }
    } else {
      this.forget();
      this.open.push({ key, role, time, at: this.newest, number });
    }
  }

  forget(limit = this.remember - 1): void {
    while (this.open.length + this.done.length > limit) {
      if (this.done.shift() !== undefined) continue;
      this.open.shift();
      this.results.forgotten += 1;
    }
  }
}
