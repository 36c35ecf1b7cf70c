import type { RunCounts } from './run-counts.js';

export interface FileResult {
  readonly name: string;
  readonly source: string;
  /** Events; without those that the window of a copytruncate took. */
  readonly written: number;
  /** Events that were written between the copy and the truncation of a copytruncate, and stand in no file. */
  readonly inWindow: number;
  /** Of these, the ones that were counted all the same: read before the truncation. */
  readonly windowCounted: number;
  readonly lost: number;
  readonly twice: number;
}

/** What came of a run. */
export interface TortureResult {
  readonly tool: string;
  readonly files: readonly FileResult[];
  readonly counts: RunCounts;
  /** Empty when every number is the truth. */
  readonly problems: readonly string[];
  /** Lines of the report that belong to this tool only. */
  readonly remarks: readonly string[];
  /** What happened around the events that were lost or counted twice, as far as anybody looked. */
  readonly stories: readonly string[];
}

export function isTrue({ problems, files }: TortureResult): boolean {
  return problems.length === 0 && files.every(({ lost, twice }) => lost === 0 && twice === 0);
}

export function totalOf(files: readonly FileResult[]): FileResult {
  const sum = (of: (file: FileResult) => number) => files.reduce((total, file) => total + of(file), 0);
  return {
    ...{ name: 'all', source: '' },
    written: sum((file) => file.written),
    inWindow: sum((file) => file.inWindow),
    windowCounted: sum((file) => file.windowCounted),
    lost: sum((file) => file.lost),
    twice: sum((file) => file.twice),
  };
}
