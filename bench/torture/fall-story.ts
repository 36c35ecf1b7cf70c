import { readExporterLog } from './exporter-log.js';
import { clockTime, type Moment, type Timeline } from './timeline.js';

export const fallMark = 'FALL';

const before = 5_000;
const after = 1_000;
const shownFalls = 3;

/** What was done to the exporter and what it said before a client saw a counter fall or vanish. */
export function fallStories(directory: string, { moments }: Timeline): readonly string[] {
  const falls = moments.filter(({ what }) => what.startsWith(fallMark));
  // What one answer has wrong is one fall.
  const first = falls.filter(({ at }, i) => i === 0 || at - falls[i - 1]!.at > after);
  const all = [...moments, ...readExporterLog(directory).map(said)].sort((a, b) => a.at - b.at);
  return first.slice(0, shownFalls).flatMap((fall) => {
    const source = /source="([^"]+)"/.exec(fall.what)?.[1];
    const near = all.filter(({ at }) => at >= fall.at - before && at <= fall.at + after);
    const concerned = near.filter(({ what }) => !isOfAnother(source, what));
    return [`--- ${clockTime(fall.at)} ${fall.what}`, ...concerned.map(line), ''];
  });
}

const said = (moment: Moment): Moment => ({ ...moment, what: `LOG ${moment.what}` });
const line = ({ at, file, what }: Moment): string => `  ${clockTime(at)} ${file ?? '-'} ${what}`;

function isOfAnother(source: string | undefined, what: string): boolean {
  const other = /\bsource=(\S+)/.exec(what)?.[1];
  return what.startsWith('LOG') && other !== undefined && source !== undefined && other !== source;
}
