import { Tally } from '../tally.js';
import type { LogFile } from './layout.js';
import { eventOf, sizeBuckets } from './line.js';
import { linesOf, noLines, type OtherLines, type WrittenByFile } from './written.js';

/** The groups that are compared, in the order of the report. */
export const groups = ['lines', 'user', 'outcome', 'seq', 'mark', 'block', 'block_seq', 'size'] as const;

/** What must be counted: `least` leaves out what was lost in the window of a copytruncate, `most` does not. */
export interface Bounds {
  readonly least: Tally;
  readonly most: Tally;
}

export function boundsOf(files: readonly LogFile[], written: WrittenByFile): Bounds {
  const least = new Tally();
  const most = new Tally();
  for (const file of files) {
    const { events, other, windows, torn = 0 } = written[file.name]!;
    const inWindow = (seq: number) => windows.some(({ from, to }) => seq >= from && seq < to);
    addOther(most, file, other, 1);
    addOther(most, file, { ...noLines(), invalid: torn }, 1);
    addOther(least, file, other, 1);
    for (const window of windows) addOther(least, file, window.other, -1);
    for (let seq = 1; seq <= events; seq += 1) {
      addEvent(most, file, seq);
      if (windows.length === 0 || !inWindow(seq)) addEvent(least, file, seq);
    }
  }
  return { least, most };
}

/** Lines of one source. */
export function linesOfSource(files: readonly LogFile[], written: WrittenByFile, source: string): number {
  return files
    .filter((file) => file.source === source)
    .reduce((sum, { name }) => sum + linesOf(written[name]!), 0);
}

function addEvent(tally: Tally, { name, source }: LogFile, seq: number): void {
  const { user, outcome, mark, block, size } = eventOf(name, seq);
  tally.add('lines', `${source} event`);
  tally.add('user', `${source} ${user}`);
  tally.add('outcome', `${source} ${outcome}`);
  tally.add('seq', name, seq);
  tally.add('mark', name, mark);
  tally.add('block', block);
  tally.add('block_seq', block, seq);
  tally.add('size', `${name} count`);
  tally.add('size', `${name} sum`, size);
  for (const bound of sizeBuckets) if (size <= bound) tally.add('size', `${name} ${bound}`);
}

function addOther(tally: Tally, { source }: LogFile, other: OtherLines, sign: number): void {
  for (const [result, lines] of Object.entries(other))
    tally.add('lines', `${source} ${result}`, sign * lines);
}
