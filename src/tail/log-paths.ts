import type { PathPattern } from './path-pattern.js';

const MOST = 1_000;

/** Paths that logs have been found at: there may be no file at one of them now, and its history matters all the same. */
export class LogPaths {
  readonly #paths: Set<string>;

  constructor(patterns: readonly PathPattern[]) {
    this.#paths = new Set(patterns.filter(({ steps }) => steps === undefined).map(({ text }) => text));
  }

  /** Everything known, and `others`. */
  with(...others: readonly Iterable<{ readonly path: string }>[]): Set<string> {
    const paths = new Set(this.#paths);
    for (const files of others) for (const { path } of files) paths.add(path);
    return paths;
  }

  add(path: string): void {
    if (this.#paths.size < MOST) this.#paths.add(path);
  }
}
