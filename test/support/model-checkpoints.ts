import type { FilePosition } from '../../src/tail/file-position.js';

interface Checkpoint {
  readonly positions: string;
  /** How many lines had been heard. */
  readonly lines: number;
}

const never: Checkpoint = { positions: '[]', lines: 0 };

/** The last two checkpoints, as they would be in a file. */
export class ModelCheckpoints {
  #last: Checkpoint = never;
  #before: Checkpoint = never;

  /** The positions of the last one. */
  get positions(): FilePosition[] {
    return JSON.parse(this.#last.positions);
  }

  /** How many lines are heard for good: those of the one that is left when the last is damaged. */
  get kept(): number {
    return this.#before.lines;
  }

  save(positions: readonly FilePosition[], lines: number): void {
    // Without any, the next run would be a first one, which does not read history.
    if (positions.length === 0) return;
    const saved = { positions: JSON.stringify(positions), lines };
    this.#before = this.#last === never ? saved : this.#last;
    this.#last = saved;
  }

  /** Nothing is left but the last one, or the one before. Returns how many lines had been heard by then. */
  goBack(isDamaged: boolean): number {
    if (isDamaged) this.#last = this.#before;
    else this.#before = this.#last;
    return this.#last.lines;
  }
}
