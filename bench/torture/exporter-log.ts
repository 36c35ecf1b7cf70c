import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type LogFile, logFiles } from './layout.js';
import { clockTime, type Moment } from './timeline.js';

export const exporterLogPath = (directory: string): string => join(directory, 'exporter.log');

/** The lines of the exporter's own log that concern a file, or no file in particular. */
export function logOf(file: LogFile, lines: readonly Moment[]): readonly Moment[] {
  const others = logFiles.filter(({ name }) => name !== file.name).map(({ path }) => basename(path));
  const concerns = ({ what }: Moment) => {
    const source = /\bsource=(\S+)/.exec(what)?.[1];
    if (source !== undefined && source !== file.source) return false;
    return what.includes(basename(file.path)) || !others.some((other) => what.includes(other));
  };
  return lines.filter(concerns);
}

/** What it warned of while it ran. */
export function warningsOf(directory: string, most: number): readonly string[] {
  const lines = readExporterLog(directory).filter(({ what }) => /^(?:warn|error) /.test(what));
  const told = lines.filter(({ what }) => !what.includes('running as root'));
  return told.slice(-most).map(({ at, what }) => `  ${clockTime(at)} LOG ${what}`);
}

/** The exporter's own log. A line without a time has that of the line before it. */
export function readExporterLog(directory: string): readonly Moment[] {
  let at = 0;
  return readFileSync(exporterLogPath(directory), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const match = /^ts=(\S+) level=(.*)/.exec(line);
      if (match !== null) at = Date.parse(match[1]!);
      return { at, file: undefined, what: match?.[2] ?? line };
    });
}
