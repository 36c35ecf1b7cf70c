import { grown } from './grown.js';

/**
 * Lists of entries in the order of their times, each with the number of its entries in some sliding windows. A window
 * of W seconds that ends at `now` holds what is younger than `now - W`. Entries and lists are small numbers that the
 * owner gives out; an entry is in one list at most. Times are in seconds.
 *
 * Adding at the newest end, where nearly all events belong, takes constant time, as does what is older than that but
 * near the place of the entry before.
 */
export class TimeLists {
  readonly #windows: readonly number[];
  #size = 0;
  /** By entry + 1, 0 being none. #listOf has the list + 1, 0 for what is in none. */
  #times = new Float64Array(16);
  #listOf = new Int32Array(16);
  #older = new Int32Array(16);
  #newer = new Int32Array(16);
  /** By list. #placed: where the last entry was added, or beside it. */
  #oldest = new Int32Array(16);
  #newest = new Int32Array(16);
  #placed = new Int32Array(16);
  #sizes = new Int32Array(16);
  /** By list × windows + window: the oldest entry in it, and how many there are, as of the last `advance`. */
  #first: Int32Array;
  #counts: Int32Array;

  constructor(windows: readonly number[]) {
    this.#windows = windows;
    this.#first = new Int32Array(16 * windows.length);
    this.#counts = new Int32Array(16 * windows.length);
  }

  size(list: number): number {
    return this.#sizes[list] ?? 0;
  }

  /** -1 when the list is empty. */
  oldest(list: number): number {
    return (this.#oldest[list] ?? 0) - 1;
  }

  /** The entry after this one, -1 behind the last. */
  newerThan(entry: number): number {
    return this.#newer[entry + 1]! - 1;
  }

  time(entry: number): number {
    return this.#times[entry + 1]!;
  }

  /** The list that an entry is in. */
  listOf(entry: number): number {
    return this.#listOf[entry + 1]! - 1;
  }

  /** All entries of all lists, in ascending order. */
  entries(): Int32Array {
    const entries = new Int32Array(this.#size);
    for (let i = 0, node = 1; i < entries.length; node += 1) {
      if (this.#listOf[node] === 0) continue;
      entries[i] = node - 1;
      i += 1;
    }
    return entries;
  }

  /** Entries of a list in window number `window`; `now` is not before that of the last `advance`. */
  count(list: number, window: number, now: number): number {
    const at = list * this.#windows.length + window;
    let count = this.#counts[at] ?? 0;
    const start = now - this.#windows[window]!;
    for (
      let node = this.#first[at] ?? 0;
      node !== 0 && this.#times[node]! <= start;
      node = this.#newer[node]!
    )
      count -= 1;
    return count;
  }

  /** Moves the windows of a list on, to end at `now`. */
  advance(list: number, now: number): void {
    for (let window = 0; window < this.#windows.length; window += 1) {
      const at = list * this.#windows.length + window;
      const start = now - this.#windows[window]!;
      let node = this.#first[at] ?? 0;
      if (node === 0 || this.#times[node]! > start) continue;
      for (; node !== 0 && this.#times[node]! <= start; node = this.#newer[node]!) this.#counts[at]! -= 1;
      this.#first[at] = node;
    }
  }

  /** Adds an entry that is in no list. `now` is that of the last `advance` of the list, also for `move`. */
  add(list: number, entry: number, time: number, now: number): void {
    this.#reserve(list, entry);
    const node = entry + 1;
    const older = this.#placeFor(list, time);
    const newer = older === 0 ? this.#oldest[list]! : this.#newer[older]!;
    this.#times[node] = time;
    this.#listOf[node] = list + 1;
    this.#older[node] = older;
    this.#newer[node] = newer;
    if (older === 0) this.#oldest[list] = node;
    else this.#newer[older] = node;
    if (newer === 0) this.#newest[list] = node;
    else this.#older[newer] = node;
    this.#placed[list] = node;
    this.#sizes[list]! += 1;
    this.#size += 1;
    for (let window = 0; window < this.#windows.length; window += 1) {
      if (time <= now - this.#windows[window]!) continue;
      const at = list * this.#windows.length + window;
      this.#counts[at]! += 1;
      if (this.#first[at] === newer) this.#first[at] = node;
    }
  }

  /** Gives an entry a later time. */
  move(entry: number, time: number, now: number): void {
    const node = entry + 1;
    const list = this.#listOf[node]! - 1;
    const stays = this.#newest[list] === node && this.#isInAll(list);
    if (stays) {
      this.#times[node] = time;
      return;
    }
    this.remove(entry);
    this.add(list, entry, time, now);
  }

  remove(entry: number): void {
    const node = entry + 1;
    const list = this.#listOf[node]! - 1;
    const older = this.#older[node]!;
    const newer = this.#newer[node]!;
    for (let window = 0; window < this.#windows.length; window += 1) {
      const at = list * this.#windows.length + window;
      const first = this.#first[at]!;
      // Entries of one time are in the same windows.
      if (first === 0 || this.#times[node]! < this.#times[first]!) continue;
      this.#counts[at]! -= 1;
      if (first === node) this.#first[at] = newer;
    }
    if (older === 0) this.#oldest[list] = newer;
    else this.#newer[older] = newer;
    if (newer === 0) this.#newest[list] = older;
    else this.#older[newer] = older;
    if (this.#placed[list] === node) this.#placed[list] = older === 0 ? newer : older;
    this.#sizes[list]! -= 1;
    this.#size -= 1;
    this.#listOf[node] = 0;
  }

  /** Whether the newest entry of a list is in every window. */
  #isInAll(list: number): boolean {
    const from = list * this.#windows.length;
    for (let at = from; at < from + this.#windows.length; at += 1) if (this.#first[at] === 0) return false;
    return true;
  }

  /** The newest node that is not after `time`, 0 when all are. Starts where the one before was found. */
  #placeFor(list: number, time: number): number {
    let node = this.#newest[list]!;
    if (node === 0 || this.#times[node]! <= time) return node;
    node = this.#placed[list]!;
    while (node !== 0 && this.#times[node]! > time) node = this.#older[node]!;
    let newer = node === 0 ? this.#oldest[list]! : this.#newer[node]!;
    while (newer !== 0 && this.#times[newer]! <= time) {
      node = newer;
      newer = this.#newer[node]!;
    }
    return node;
  }

  #reserve(list: number, entry: number): void {
    if (entry + 1 >= this.#times.length) {
      const length = 2 * (entry + 1);
      this.#times = grown(this.#times, length);
      this.#listOf = grown(this.#listOf, length);
      this.#older = grown(this.#older, length);
      this.#newer = grown(this.#newer, length);
    }
    if (list >= this.#sizes.length) {
      const lists = 2 * list;
      this.#oldest = grown(this.#oldest, lists);
      this.#newest = grown(this.#newest, lists);
      this.#placed = grown(this.#placed, lists);
      this.#sizes = grown(this.#sizes, lists);
      this.#first = grown(this.#first, lists * this.#windows.length);
      this.#counts = grown(this.#counts, lists * this.#windows.length);
    }
  }
}
