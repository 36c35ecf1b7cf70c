import { LineCursor } from './line-cursor.js';
import { PairFilter } from './pair-filter.js';
import type { LinePattern, SecretPattern } from './secret-pattern.js';

/** Called once for each line and pattern that stands in it: the pattern's number, where the line starts. */
export type OnFinding = (pattern: number, lineStart: number) => void;

/**
 * Finds lines with credentials. A line counts once for each pattern, however often it stands there: what matters is
 * that the line must be dealt with, and nobody can make a line count a thousand times.
 */
export class SecretFinder {
  readonly #patterns: readonly (SecretPattern | LinePattern)[];
  readonly #filter: PairFilter;
  /** By shape of the filter: the number of its pattern. */
  readonly #patternOf: readonly number[];
  /** Patterns without marks. */
  readonly #everywhere: readonly number[];
  /** By pattern: what comes before has been decided. */
  readonly #decided: Float64Array;

  /** Findings name the patterns by their numbers here. */
  constructor(patterns: readonly (SecretPattern | LinePattern)[]) {
    this.#patterns = patterns;
    this.#filter = new PairFilter(patterns.flatMap(({ marks }) => marks));
    this.#patternOf = patterns.flatMap(({ marks }, number) => marks.map(() => number));
    this.#everywhere = Array.from(patterns.keys()).filter((number) => patterns[number]!.marks.length === 0);
    this.#decided = new Float64Array(patterns.length);
  }

  /** Looks through whole lines: `start` is a line's start, `end` a line's end or behind its LF. */
  find(bytes: Buffer, start: number, end: number, found: OnFinding): void {
    this.#decided.fill(start);
    const text = { bytes, start, end };
    const line = new LineCursor(bytes, start, end);
    this.#filter.scan(bytes, start, end, (shape, at) => {
      const number = this.#patternOf[shape]!;
      if (at < this.#decided[number]!) return;
      const pattern = this.#patterns[number]!;
      if ('checkLine' in pattern) {
        line.moveTo(at);
        this.#decided[number] = line.end;
        if (pattern.checkLine(bytes, line.start, line.textEnd)) found(number, line.start);
      } else if (pattern.check(text, at)) {
        line.moveTo(at);
        this.#decided[number] = line.end;
        found(number, line.start);
      }
    });
    if (this.#everywhere.length > 0) this.#tryEveryLine(bytes, start, end, found);
  }

  #tryEveryLine(bytes: Buffer, start: number, end: number, found: OnFinding): void {
    const line = new LineCursor(bytes, start, end);
    for (let at = start; at < end; at = line.end + 1) {
      line.moveTo(at);
      for (const number of this.#everywhere) {
        const pattern = this.#patterns[number]!;
        if (!('checkLine' in pattern)) continue;
        if (pattern.checkLine(bytes, line.start, line.textEnd)) found(number, line.start);
      }
    }
  }
}
