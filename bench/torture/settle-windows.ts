import type { Standing } from './standing.js';
import { type LostWindow, noLines, type OtherLines, type Written, type WrittenByFile } from './written.js';

/** `settleWindows` of all files. */
export function settledWindows(
  written: WrittenByFile,
  standing: ReadonlyMap<string, Standing>,
): WrittenByFile {
  const entries = Object.entries(written);
  return Object.fromEntries(entries.map(([name, each]) => [name, settleWindows(each, standing.get(name)!)]));
}

/**
 * The writer knows between which of its lines a copytruncate lay; which of them the truncation took is told by the files:
 * those that stand nowhere. What it took of lines that are no events is known as a number only.
 */
export function settleWindows(written: Written, standing: Standing): Written {
  if (written.windows.length === 0) return written;
  const taken = noLines();
  for (const key of Object.keys(taken) as (keyof OtherLines)[]) {
    taken[key] = written.other[key] - standing.other[key];
  }
  const windows = written.windows.flatMap((window) => missingIn(window, standing));
  const first: LostWindow = { from: 1, to: 1, other: taken };
  return { ...written, windows: [first, ...windows], torn: standing.torn };
}

function missingIn({ from, to }: LostWindow, standing: Standing): readonly LostWindow[] {
  const windows: LostWindow[] = [];
  let start: number | undefined;
  for (let seq = from; seq <= to; seq += 1) {
    const missing = seq < to && standing.events.of(seq) === 0;
    if (missing) start ??= seq;
    else if (start !== undefined) {
      windows.push({ from: start, to: seq, other: noLines() });
      start = undefined;
    }
  }
  return windows;
}

/** How the files contradict what the writer says it wrote. `deleted`: files of it were deleted. */
export function contradictions(written: Written, standing: Standing, deleted: boolean): readonly string[] {
  const problems: string[] = [];
  const bad = (what: string, count: number) => count > 0 && problems.push(`${count} ${what}`);
  const seqs = Array.from({ length: written.events }, (_, i) => i + 1);
  const inWindow = (seq: number) => written.windows.some(({ from, to }) => seq >= from && seq < to);
  const missing = (seq: number) => standing.events.of(seq) === 0 && !inWindow(seq);
  bad('events stand in no file', deleted ? 0 : seqs.filter(missing).length);
  bad('events stand in two files', seqs.filter((seq) => standing.events.of(seq) > 1).length);
  bad('event was never written', standing.events.of(written.events + 1));
  bad('lines are none that was written', standing.strange);
  for (const key of Object.keys(written.other) as (keyof OtherLines)[]) {
    const gone = written.other[key] - standing.other[key];
    const most = written.windows.reduce((sum, window) => sum + window.other[key], 0);
    if (gone < 0 || (gone > most && !deleted)) problems.push(`${gone} lines "${key}" are missing`);
  }
  if (standing.torn > written.windows.length) problems.push(`${standing.torn} lines have no end`);
  return problems;
}
