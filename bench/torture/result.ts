import type { RunCounts } from './run-counts.js';

export interface FileResult {
  readonly name: string;
  readonly source: string;
  /** Events; without those that the window of a copytruncate took. */
  readonly written: number;
  /** Events written into the window between the copy and the truncation of a copytruncate. */
  readonly inWindow: number;
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
}

export const sumOf = (files: readonly FileResult[], of: (file: FileResult) => number): number =>
  files.reduce((sum, file) => sum + of(file), 0);
