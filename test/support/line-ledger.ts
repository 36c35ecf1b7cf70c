import type { LogFile } from './log-file.js';

/** The truth about the lines of a log: which must be heard, and which need not, for no file has them any more. */
export class LineLedger {
  /** All lines that have been whole in a file. */
  readonly written = new Set<string>();
  /** Those that were in no file any more before a reader could have them for good. */
  readonly excused = new Set<string>();
  readonly #gone = new Set<string>();
  readonly #generations = new Map<string, object>();

  wrote(file: LogFile): void {
    for (const line of file.lines) {
      if (this.written.has(line)) continue;
      this.written.add(line);
      this.#generations.set(line, file.generation);
    }
  }

  /** The lines of a file go; `others` are the files that are left. `isHeld`: a reader may still read them. */
  lost(file: LogFile, others: readonly LogFile[], heard: ReadonlySet<string>, isHeld: boolean): void {
    const present = new Set(others.filter((other) => other !== file).flatMap(({ lines }) => lines));
    for (const line of file.lines) {
      if (present.has(line)) continue;
      this.#gone.add(line);
      if (!isHeld && !heard.has(line)) this.excused.add(line);
    }
  }

  /** The reader has ended, and knows no more than what it has heard. */
  ended(heard: ReadonlySet<string>): void {
    for (const line of this.#gone) if (!heard.has(line)) this.excused.add(line);
  }

  /** Whether it may be heard: a line, or what a compression that was given up has left of one. */
  isOf(text: string): boolean {
    return this.written.has(text) || [...this.#gone].some((line) => line.startsWith(text));
  }

  /** The first line that was heard after one that was written later: to the same file, or to any. */
  outOfOrder(heard: readonly string[], to: 'the same' | 'any'): string | undefined {
    const places = new Map([...this.written].map((line, index) => [line, index]));
    const last = new Map<object, number>();
    return heard.find((line) => {
      const generation = this.#generations.get(line);
      const place = places.get(line);
      if (generation === undefined || place === undefined) return false;
      const stream = to === 'any' ? this : generation;
      const before = last.get(stream) ?? -1;
      last.set(stream, place);
      return place < before;
    });
  }
}
