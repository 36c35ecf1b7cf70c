import type { Clock } from '../base/clock.js';
import type { FilePosition } from './file-position.js';

/** Milliseconds to wait for what is missed while there are files that cannot be opened. */
const PATIENCE = 10_000;

/** Positions whose files were not found, and since when. */
export class MissingPositions {
  readonly #clock: Clock;
  #since = new Map<FilePosition, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get isEmpty(): boolean {
    return this.#since.size === 0;
  }

  /**
   * Takes in what a look did not find, and returns what is to be given up: everything, unless the look was `blind`, that
   * is, could not open some file that may be the one that is missed.
   */
  take(lost: Iterable<FilePosition>, blind: boolean): FilePosition[] {
    const now = this.#clock.monotonic();
    const since = new Map([...lost].map((position) => [position, this.#since.get(position) ?? now]));
    const gone = [...since.keys()].filter((position) => !blind || now - since.get(position)! >= PATIENCE);
    for (const position of gone) since.delete(position);
    this.#since = since;
    return gone;
  }
}
