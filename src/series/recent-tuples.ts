/** A power of two. More than the users of most logs, and a few tens of kilobytes. */
const PLACES = 2_048;

/**
 * Hashes of tuples of cells that were worked out not long ago: logs repeat themselves, and a look here costs a tenth of
 * hashing. A tuple has one place only, which the next one that belongs there takes: so there is nothing to grow, and
 * whoever chooses tuples that share a place has them hashed each time, no more.
 */
export class RecentTuples {
  /** Of the tuple found last. */
  lo = 0;
  hi = 0;
  readonly #width: number;
  /** By place: 1 when there is a tuple, its cells, both halves of its hash. */
  readonly #places: Int32Array;

  /** `width`: cells of a tuple. */
  constructor(width: number) {
    this.#width = width;
    this.#places = new Int32Array(PLACES * (width + 3));
  }

  /** Whether the hash of `cells` is known: then it stands in `lo` and `hi`. */
  find(cells: Int32Array): boolean {
    const places = this.#places;
    const width = this.#width;
    const at = this.#placeOf(cells);
    if (places[at] === 0) return false;
    for (let i = 0; i < width; i += 1) if (places[at + 1 + i] !== cells[i]) return false;
    this.lo = places[at + width + 1]!;
    this.hi = places[at + width + 2]!;
    return true;
  }

  put(cells: Int32Array, lo: number, hi: number): void {
    const at = this.#placeOf(cells);
    this.#places[at] = 1;
    for (let i = 0; i < this.#width; i += 1) this.#places[at + 1 + i] = cells[i]!;
    this.#places[at + this.#width + 1] = lo;
    this.#places[at + this.#width + 2] = hi;
  }

  /** The cells mean other values now. */
  clear(): void {
    this.#places.fill(0);
  }

  #placeOf(cells: Int32Array): number {
    let mixed = 0;
    for (let i = 0; i < this.#width; i += 1) mixed = (Math.imul(mixed, 0x9e3779b1) + cells[i]!) | 0;
    return ((mixed ^ (mixed >>> 15)) & (PLACES - 1)) * (this.#width + 3);
  }
}
