import type { Tally } from '../tally.js';
import { lossesOf } from './compare.js';
import { logFiles } from './layout.js';
import type { FileResult } from './result.js';
import type { Bounds } from './truth.js';
import type { WrittenByFile } from './written.js';

/** One row a file, out of what was counted in blocks of lines. */
export function fileResults(bounds: Bounds, written: WrittenByFile, found: Tally): readonly FileResult[] {
  return logFiles.map(({ name, source }) => {
    const { events, windows } = written[name]!;
    const inWindow = windows.reduce((sum, { from, to }) => sum + to - from, 0);
    return { name, source, written: events - inWindow, inWindow, ...lossesOf(bounds, found, name) };
  });
}
