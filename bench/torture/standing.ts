import { basename } from 'node:path';
import { EventCounts } from './event-counts.js';
import { type LogFile, logFiles, maxLineBytes } from './layout.js';
import { eventOf } from './line.js';
import { eachStandingLine } from './standing-lines.js';
import { noLines, type OtherLines } from './written.js';

const event = /^\{"seq":(\d{1,8}),"mark":(\d+),"user":"[^"]+","outcome":"\w+","file":"([^"]+)",.*"\}$/;

/** What stands in the files of one log. */
export interface Standing {
  readonly events: EventCounts;
  readonly other: OtherLines;
  /** Lines without an end: of a copy that was made while the line was written. */
  torn: number;
  /** Lines that were never written like this. */
  strange: number;
}

/**
 * What stands in the files when all is over, rotated ones and copies included: an account of the run that owes nothing
 * to the writer's. Lines of deleted files are missing, of course. By the names of the logs.
 */
export function standingLines(directory: string): ReadonlyMap<string, Standing> {
  const nothing = () => ({ events: new EventCounts(), other: noLines(), torn: 0, strange: 0 });
  const found = new Map<string, Standing>(logFiles.map(({ name }) => [name, nothing()]));
  eachStandingLine(directory, (text, name, ended) => {
    const log = logFiles.find((each) => isOf(each, name));
    if (log === undefined) return;
    const standing = found.get(log.name)!;
    // A writer that does not append leaves a hole behind a truncation.
    const line = text.replace(/^\0+/, '');
    if (ended) addLine(standing, log, line);
    else if (line !== '') standing.torn += 1;
  });
  return found;
}

function isOf({ linked, path }: LogFile, name: string): boolean {
  return linked ? name.startsWith('links/') : basename(name).startsWith(basename(path));
}

function addLine(standing: Standing, log: LogFile, line: string): void {
  if (line.length > maxLineBytes) standing.other.too_long += 1;
  else if (line.startsWith('{"kind":"heartbeat"')) standing.other.ignored += 1;
  else if (line === 'this is no JSON') standing.other.invalid += 1;
  else {
    const [, seq, mark, file] = event.exec(line) ?? [];
    if (file !== log.name || eventOf(file, Number(seq)).mark !== Number(mark)) standing.strange += 1;
    else standing.events.add(Number(seq));
  }
}
