import type { MemorySnapshot } from './memory-snapshot.js';
import { type SavedSketch, SlidingHyperLogLog } from './sliding-hyper-log-log.js';

/** 1.6 % of standard error, 64 KiB. */
const BEST_PRECISION = 12;
/** 26 %, 256 bytes: a sketch is never smaller. */
const WORST_PRECISION = 4;

/**
 * Sketches by label set and window, in a bounded number of bytes: a new one finds room in that those of the highest
 * precision lose one, which doubles the number that there can be for 1.4 times the error. The standard error is, with
 * 8 MiB and at worst, 1.6 % for 128 of them, 2.3 % for 256, 3.3 % for 512, 4.6 % for 1,024, 6.5 % for 2,048. One that
 * was made smaller stays so until it is dropped.
 */
export class WindowSketches {
  readonly #windows: readonly number[];
  readonly #maxBytes: number;
  /** By set × windows + window. */
  readonly #sketches = new Map<number, SlidingHyperLogLog>();
  #bytes = 0;

  /** `windows` in seconds. Above `maxBytes` only when all are as small as they can be. */
  constructor(windows: readonly number[], maxBytes: number) {
    this.#windows = windows;
    this.#maxBytes = maxBytes;
  }

  get size(): number {
    return this.#sketches.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(set: number, window: number): SlidingHyperLogLog | undefined {
    return this.#sketches.get(set * this.#windows.length + window);
  }

  /** Makes one that is not there. `isNeeded` tells which of the others cannot be dropped. */
  make(
    set: number,
    window: number,
    newest: number,
    isNeeded: (set: number, window: number) => boolean,
  ): SlidingHyperLogLog {
    const precision = this.#fits(BEST_PRECISION) ? BEST_PRECISION : this.#makeRoom(isNeeded);
    const sketch = new SlidingHyperLogLog(this.#windows[window]!, precision, newest);
    this.#put(set * this.#windows.length + window, sketch);
    return sketch;
  }

  drop(set: number, window: number): void {
    const key = set * this.#windows.length + window;
    this.#bytes -= this.#sketches.get(key)?.bytes ?? 0;
    this.#sketches.delete(key);
  }

  snapshot(): MemorySnapshot {
    const saved: SavedSketch[] = Array.from(this.#sketches.values(), (sketch) => sketch.save());
    const cells = new Uint8Array(this.#bytes);
    let at = 0;
    for (const one of saved) {
      cells.set(one.cells, at);
      at += one.cells.length;
    }
    const key = Float64Array.from(this.#sketches.keys());
    const base = Float64Array.from(saved, (one) => one.base);
    const length = Uint32Array.from(saved, (one) => one.cells.length);
    return { head: {}, columns: { key, base, length, cells } };
  }

  /** On a fresh object. `setOf` tells the number that a set has now, -1 when it is no more. False: it is damaged. */
  restore({ columns: { key, base, length, cells } }: MemorySnapshot, setOf: Int32Array): boolean {
    if (!key || !base || !length || !(cells instanceof Uint8Array)) return false;
    if (base.length !== key.length || length.length !== key.length) return false;
    let at = 0;
    for (let i = 0; i < key.length; i += 1) {
      const window = key[i]! % this.#windows.length;
      const set = setOf[Math.floor(key[i]! / this.#windows.length)];
      const saved = { base: base[i]!, cells: cells.slice(at, at + length[i]!) };
      at += length[i]!;
      const sketch =
        set === undefined ? undefined : SlidingHyperLogLog.restore(this.#windows[window]!, saved);
      if (sketch === undefined || saved.cells.length !== length[i]) return false;
      if (set !== -1) this.#put(set! * this.#windows.length + window, sketch);
    }
    return true;
  }

  /** The precision for which there is room then. */
  #makeRoom(isNeeded: (set: number, window: number) => boolean): number {
    const windows = this.#windows.length;
    for (const key of this.#sketches.keys()) {
      const [set, window] = [Math.floor(key / windows), key % windows];
      if (!isNeeded(set, window)) this.drop(set, window);
    }
    let precision = BEST_PRECISION;
    while (!this.#fits(precision)) {
      const highest = Math.max(
        WORST_PRECISION,
        ...Array.from(this.#sketches.values(), (one) => one.precision),
      );
      if (precision > highest) precision -= 1;
      else if (highest > WORST_PRECISION) this.#fold(highest);
      else break;
    }
    return precision;
  }

  #fold(precision: number): void {
    for (const sketch of this.#sketches.values()) {
      if (sketch.precision !== precision) continue;
      this.#bytes -= sketch.bytes / 2;
      sketch.fold();
    }
  }

  #fits(precision: number): boolean {
    return this.#bytes + SlidingHyperLogLog.bytesOf(precision) <= this.#maxBytes;
  }

  #put(key: number, sketch: SlidingHyperLogLog): void {
    this.#sketches.set(key, sketch);
    this.#bytes += sketch.bytes;
  }
}
