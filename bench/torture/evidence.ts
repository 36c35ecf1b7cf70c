import type { Difference } from './block-differences.js';
import type { Evidence } from './difference-story.js';
import { readExporterLog } from './exporter-log.js';
import type { SeenBlocks } from './seen-blocks.js';
import { eachStandingLine } from './standing-lines.js';
import type { Timeline } from './timeline.js';
import { readTrace } from './write-trace.js';

const event = /^\0*\{"seq":(\d+),.*"file":"([^"]+)"/;

/** Collects what a run left in its directory, for the differences that were found. */
export function collectEvidence(
  directory: string,
  differences: readonly Difference[],
  watched: { readonly timeline: Timeline; readonly seen: SeenBlocks },
): Evidence {
  const standing = new Map(differences.map((difference) => [difference, new Map<string, number>()]));
  eachStandingLine(directory, (line, name) => {
    const match = event.exec(line);
    if (match === null) return;
    const seq = Number(match[1]);
    for (const [{ file, from, to }, names] of standing) {
      if (file === match[2] && seq >= from && seq <= to) names.set(name, (names.get(name) ?? 0) + 1);
    }
  });
  return {
    moments: watched.timeline.moments,
    trace: readTrace(directory),
    exporterLog: readExporterLog(directory),
    seen: watched.seen,
    standing: (difference) => standing.get(difference) ?? new Map(),
  };
}
