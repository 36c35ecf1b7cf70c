import { gathered } from './gathered.js';
import { grown } from './grown.js';
import { Role } from './join-role.js';
import { KeyTable } from './key-table.js';
import type { OpenKeys, SavedKeys } from './saved-joins.js';

/** What a key is that has its pair; else it is the role of the event that waits. */
export const DONE = 2;

/**
 * The keys of a JoinTable: open ones, whose event waits for its partner, and done ones. They are in one table, in the order
 * of the times `at` which they were added or done: those times never fall, so looking at the oldest is enough to know
 * which have to leave, and a pair costs one entry, which only changes its place in the order.
 */
export class JoinKeys {
  readonly #keys: KeyTable;
  /** By slot: `at`; a `Role` or DONE; time and series of the event that waits. */
  #at: Float64Array = new Float64Array(0);
  #states: Uint8Array = new Uint8Array(0);
  #times: Float64Array = new Float64Array(0);
  #series: Int32Array = new Int32Array(0);
  #open = 0;
  /** Where there are done keys, none is older than that of this slot. */
  #firstDone = -1;

  /** `limit`: at least 1. */
  constructor(limit: number) {
    this.#keys = new KeyTable(limit);
  }

  get limit(): number {
    return this.#keys.limit;
  }

  /** Of open and done keys. */
  get size(): number {
    return this.#keys.size;
  }

  get open(): number {
    return this.#open;
  }

  /** The slot of a key, or -1. */
  find(lo: number, hi: number): number {
    return this.#keys.find(lo, hi);
  }

  /** A `Role` or DONE. */
  state(slot: number): number {
    return this.#states[slot]!;
  }

  time(slot: number): number {
    return this.#times[slot]!;
  }

  /** What `setSeries` was given, 0 before. */
  series(slot: number): number {
    return this.#series[slot]!;
  }

  setSeries(slot: number, series: number): void {
    this.#series[slot] = series;
  }

  /** When all places are taken the oldest done key leaves; there is none: the oldest open one, which is told by true. */
  makeRoom(): boolean {
    const keys = this.#keys;
    if (keys.size < keys.limit) return false;
    const areAllOpen = keys.size === this.#open;
    // What is passed here is passed once: it is never done where it stands.
    if (!areAllOpen) while (this.#states[this.#firstDone] !== DONE) this.#pass(this.#firstDone);
    this.#remove(areAllOpen ? keys.oldest : this.#firstDone);
    return areAllOpen;
  }

  /** Adds an open key that is not there, `at` the newest time. There must be room. Returns its slot. */
  add(lo: number, hi: number, role: number, time: number, at: number): number {
    const slot = this.#keys.insert(lo, hi);
    if (slot >= this.#at.length) this.#grow();
    this.#at[slot] = at;
    this.#times[slot] = time;
    this.#states[slot] = role;
    this.#series[slot] = 0;
    this.#open += 1;
    return slot;
  }

  /** An open key is done, `at` the newest time. */
  finish(slot: number, at: number): void {
    const isFirst = this.size === this.#open;
    this.#pass(slot);
    this.#keys.touch(slot);
    this.#at[slot] = at;
    this.#states[slot] = DONE;
    this.#open -= 1;
    if (isFirst) this.#firstDone = slot;
  }

  /** Removes every key with `newest - at > timeout`. Returns the number of open ones among them. */
  expire(newest: number, timeout: number): number {
    const keys = this.#keys;
    const before = this.#open;
    for (let slot = keys.oldest; slot !== -1; slot = keys.oldest) {
      if (!(newest - this.#at[slot]! > timeout)) break;
      this.#remove(slot);
    }
    return before - this.#open;
  }

  snapshot(): { readonly open: OpenKeys; readonly done: SavedKeys } {
    const slots = this.#keys.order();
    const open = slots.filter((slot) => this.#states[slot] !== DONE);
    const done = slots.filter((slot) => this.#states[slot] === DONE);
    const waiting = {
      times: gathered(this.#times, open),
      roles: gathered(this.#states, open),
      series: gathered(this.#series, open),
    };
    return { open: { ...this.#copy(open), ...waiting }, done: this.#copy(done) };
  }

  /** On a fresh object. False, and nothing is there, when a key comes twice. There are no more of both than `limit`. */
  restore(open: OpenKeys, done: SavedKeys): boolean {
    let [o, d] = [0, 0];
    while (o < open.at.length || d < done.at.length) {
      const isDone = o === open.at.length || done.at[d]! < open.at[o]!;
      const [from, i] = isDone ? [done, d++] : [open, o++];
      if (this.find(from.lo[i]!, from.hi[i]!) !== -1) {
        this.#keys.clear();
        this.#open = 0;
        return false;
      }
      const role = isDone ? Role.from : open.roles[i]!;
      const slot = this.add(from.lo[i]!, from.hi[i]!, role, isDone ? 0 : open.times[i]!, from.at[i]!);
      if (isDone) this.finish(slot, from.at[i]!);
      else this.setSeries(slot, open.series[i]!);
    }
    return true;
  }

  #copy(slots: Int32Array): SavedKeys {
    return { ...this.#keys.keys(slots), at: gathered(this.#at, slots) };
  }

  #remove(slot: number): void {
    if (this.#states[slot] !== DONE) this.#open -= 1;
    this.#pass(slot);
    this.#keys.remove(slot);
  }

  /** Before a slot leaves its place in the order. */
  #pass(slot: number): void {
    if (slot === this.#firstDone) this.#firstDone = this.#keys.newer(slot);
  }

  #grow(): void {
    const { capacity } = this.#keys;
    this.#at = grown(this.#at, capacity);
    this.#times = grown(this.#times, capacity);
    this.#states = grown(this.#states, capacity);
    this.#series = grown(this.#series, capacity);
  }
}
