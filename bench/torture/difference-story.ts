import type { Difference } from './block-differences.js';
import { logOf } from './exporter-log.js';
import { type LogFile, logFiles } from './layout.js';
import { blockLines } from './line.js';
import type { SeenBlocks } from './seen-blocks.js';
import type { Moment } from './timeline.js';
import type { TraceEntry } from './write-trace.js';

/** What is known of a run, to find out why something was lost or counted twice. */
export interface Evidence {
  readonly moments: readonly Moment[];
  readonly trace: readonly TraceEntry[];
  readonly exporterLog: readonly Moment[];
  readonly seen: SeenBlocks;
  /** Names of the files in which events of the difference stand now, with their number. */
  readonly standing: (difference: Difference) => ReadonlyMap<string, number>;
}

export interface Story {
  readonly title: string;
  /** In order of time. */
  readonly moments: readonly Moment[];
}

/** Milliseconds before the first and behind the last thing known of the lines themselves. */
const before = 2_500;
const after = 2_500;

/** What happened around the lines that were lost or counted twice. */
export function storyOf(difference: Difference, evidence: Evidence): Story {
  const { file, kind, from, to, events, exact, confirmed } = difference;
  const log = logFiles.find(({ name }) => name === file)!;
  const core = [...writesOf(difference, evidence.trace), ...sightingsOf(difference, evidence.seen)];
  const [first, last] = [Math.min(...core.map(({ at }) => at)), Math.max(...core.map(({ at }) => at))];
  const around = backgroundOf(log, evidence).filter(({ at }) => at >= first - before && at <= last + after);
  const count = kind === 'mixed' ? 'as many lost as twice' : `${events} ${kind}`;
  const piece = `events ${from} to ${to}${confirmed ? '' : ' if it is one piece'}`;
  const where = exact ? piece : `in pieces, within events ${from} to ${to}`;
  const stand = [...evidence.standing(difference)].map(([name, lines]) => `${name} (${lines})`).join(', ');
  return {
    title: `${file}: ${count}, ${where}; they stand in: ${stand || 'no file'}`,
    moments: [...around, ...core].sort((a, b) => a.at - b.at),
  };
}

/** Into which file at which offset they were written. */
function writesOf({ file, from, to }: Difference, trace: readonly TraceEntry[]): readonly Moment[] {
  const writes = trace.filter(
    (entry) =>
      entry.file === file && entry.from <= to && entry.to >= from && ['write', 'rest'].includes(entry.what),
  );
  const spans: { first: TraceEntry; last: TraceEntry; from: number; to: number }[] = [];
  for (const entry of writes) {
    const span = spans.at(-1);
    if (span?.last.inode === entry.inode && span.last.offset + span.last.bytes === entry.offset) {
      Object.assign(span, { last: entry, to: entry.to });
    } else spans.push({ first: entry, last: entry, from: entry.from, to: entry.to });
  }
  const moment = (at: number, what: string): Moment => ({ at, file, what: `WRITER ${what}` });
  return spans.flatMap((span) => {
    const { first, last } = span;
    const bytes = `inode ${first.inode}, bytes ${first.offset} to ${last.offset + last.bytes}`;
    const begin = moment(first.at, `writes events ${span.from} to ${span.to} into ${bytes}`);
    return last === first ? [begin] : [begin, moment(last.at, `is done with events up to ${span.to}`)];
  });
}

/** When their blocks were counted, as a person saw it. */
function sightingsOf({ file, from, to }: Difference, seen: SeenBlocks): readonly Moment[] {
  const blocks: string[] = [];
  const [low, high] = [Math.floor((from - 1) / blockLines), Math.floor((to - 1) / blockLines)];
  for (let number = low; number <= high; number += 1) blocks.push(`${file}:${number}`);
  // Of a long row of blocks its ends tell enough.
  const shown = blocks.length <= 4 ? blocks : [...blocks.slice(0, 2), ...blocks.slice(-2)];
  return shown.flatMap((block) =>
    seen.of(block).map(({ at, count }) => ({ at, file, what: `SEEN block ${block} at ${count}` })),
  );
}

/** All that concerns the file: what was done to it and to the exporter, and what the exporter said. */
function backgroundOf(log: LogFile, { moments, trace, exporterLog }: Evidence): readonly Moment[] {
  const done = moments.filter(({ file }) => file === undefined || file === log.name);
  const files = trace.filter(({ file, what }) => file === log.name && !['write', 'rest'].includes(what));
  const opened = files.map(({ at, file, what, inode, offset, to }) => ({
    ...{ at, file },
    what: `WRITER ${what} inode ${inode} at ${offset}, behind event ${to}`,
  }));
  const said = logOf(log, exporterLog).map((line) => ({ ...line, what: `LOG ${line.what}` }));
  return [...done, ...opened, ...said];
}
