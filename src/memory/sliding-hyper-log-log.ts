import { estimateDistinct, RANKS, rankOf, registerOf } from './hyper-log-log.js';

/** A window is counted in steps of its 120th part. */
export const SUB_WINDOWS = 120;

/** The newest sub-window that a cell can hold, counted from the base. */
const MAX_OFFSET = 255;

/** Where the cells stand in time, besides the cells themselves. */
export interface SavedSketch {
  readonly base: number;
  /** 2 ** precision × RANKS bytes. */
  readonly cells: Uint8Array;
}

/**
 * Number of different values in a sliding window, estimated: a HyperLogLog of which every register knows for each rank
 * in which sub-window it was met last. So it tells the greatest rank of any window that ends now, whatever the order
 * in which events come, in one byte per register and rank.
 *
 * What it counts: values whose last event is younger than the window, and perhaps some that are older by less than one
 * sub-window, never fewer. The number is an estimate with the standard error of its precision (`hyper-log-log.ts`).
 * Times are seconds since the epoch.
 */
export class SlidingHyperLogLog {
  readonly #step: number;
  #precision: number;
  /** By register × RANKS + rank - 1: the sub-window in which it was last met, counted from #base; 0: never, or long ago. */
  #cells: Uint8Array;
  #base: number;
  /** The greatest ranks of the window that starts with sub-window #from, and how many registers have each. */
  #ranks: Uint8Array | undefined;
  readonly #registersByRank = new Int32Array(RANKS + 1);
  #from = 0;
  #estimate = -1;

  /** `newest` is the newest time so far. Memory: `bytesOf(precision)`. */
  constructor(window: number, precision: number, newest: number) {
    this.#step = window / SUB_WINDOWS;
    this.#precision = precision;
    this.#cells = new Uint8Array(RANKS << precision);
    this.#base = this.#baseAt(Math.floor(newest / this.#step));
  }

  /** Bytes that one of this precision takes. */
  static bytesOf(precision: number): number {
    return RANKS << precision;
  }

  /** Undefined when it cannot be what `save` gave. */
  static restore(window: number, { base, cells }: SavedSketch): SlidingHyperLogLog | undefined {
    const precision = Math.log2(cells.length / RANKS);
    if (!Number.isInteger(precision) || precision < 0 || !Number.isSafeInteger(base)) return undefined;
    const sketch = new SlidingHyperLogLog(window, precision, 0);
    sketch.#cells.set(cells);
    sketch.#base = base;
    return sketch;
  }

  get precision(): number {
    return this.#precision;
  }

  get bytes(): number {
    return this.#cells.length;
  }

  /** `cells` is what is in use, no copy. */
  save(): SavedSketch {
    return { base: this.#base, cells: this.#cells };
  }

  /** Notes that the value with this hash was met at `time`, which is in the window that ends at `newest`. */
  add(lo: number, hi: number, time: number, newest: number): void {
    const now = Math.floor(newest / this.#step);
    if (now - this.#base > MAX_OFFSET) this.#rebase(this.#baseAt(now));
    const at = Math.max(Math.floor(time / this.#step), now - SUB_WINDOWS);
    const register = registerOf(lo, this.#precision);
    const rank = rankOf(hi);
    const cell = register * RANKS + rank - 1;
    const offset = at - this.#base;
    if (offset <= this.#cells[cell]!) return;
    this.#cells[cell] = offset;
    if (this.#ranks !== undefined && at >= this.#from) this.#raise(register, rank);
  }

  /** Estimated number of different values in the window that ends at `now`, which is never before `newest`. */
  estimate(now: number): number {
    const from = Math.floor(now / this.#step) - SUB_WINDOWS;
    if (this.#ranks === undefined || from !== this.#from) this.#look(from);
    if (this.#estimate < 0) this.#estimate = estimateDistinct(this.#registersByRank);
    return this.#estimate;
  }

  /** Halves the memory: one less of precision. Afterwards it is as if it had been made with that. */
  fold(): void {
    const half = this.#cells.length / 2;
    const cells = this.#cells.slice(0, half);
    for (let i = 0; i < half; i += 1) cells[i] = Math.max(cells[i]!, this.#cells[i + half]!);
    this.#cells = cells;
    this.#precision -= 1;
    this.#ranks = undefined;
  }

  /** The oldest sub-window of a window has offset 1. */
  #baseAt(subWindow: number): number {
    return subWindow - SUB_WINDOWS - 1;
  }

  #rebase(base: number): void {
    const shift = base - this.#base;
    for (let i = 0; i < this.#cells.length; i += 1) {
      const offset = this.#cells[i]!;
      this.#cells[i] = offset > shift ? offset - shift : 0;
    }
    this.#base = base;
  }

  #raise(register: number, rank: number): void {
    const before = this.#ranks![register]!;
    if (rank <= before) return;
    this.#ranks![register] = rank;
    this.#registersByRank[before]! -= 1;
    this.#registersByRank[rank]! += 1;
    this.#estimate = -1;
  }

  /** Finds the greatest ranks anew, of the window that starts with sub-window `from`. */
  #look(from: number): void {
    this.#ranks ??= new Uint8Array(1 << this.#precision);
    this.#from = from;
    this.#estimate = -1;
    this.#registersByRank.fill(0);
    // A cell that is 0 is never in the window.
    const oldest = Math.max(1, from - this.#base);
    for (let register = 0; register < this.#ranks.length; register += 1) {
      let rank = RANKS;
      const cells = register * RANKS - 1;
      while (rank > 0 && this.#cells[cells + rank]! < oldest) rank -= 1;
      this.#ranks[register] = rank;
      this.#registersByRank[rank]! += 1;
    }
  }
}
