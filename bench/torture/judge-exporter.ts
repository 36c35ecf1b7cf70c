import { setTimeout as sleep } from 'node:timers/promises';
import { parseExposition } from '../parse-exposition.js';
import { Tally } from '../tally.js';
import { outside } from './compare.js';
import { warningsOf } from './exporter-log.js';
import type { ExporterProcess } from './exporter-process.js';
import { tallySamples } from './exposed.js';
import { reportFailure } from './failure-report.js';
import { fallStories } from './fall-story.js';
import { fileResults } from './file-results.js';
import { judgePrometheus } from './judge-prometheus.js';
import { deletingKinds } from './kinds.js';
import { logFiles } from './layout.js';
import type { TortureOptions } from './options.js';
import type { Problems } from './problems.js';
import type { Prometheus } from './prometheus.js';
import type { FileResult } from './result.js';
import type { RunCounts } from './run-counts.js';
import type { SeenBlocks } from './seen-blocks.js';
import { contradictions, settledWindows } from './settle-windows.js';
import { type Standing, standingLines } from './standing.js';
import type { Timeline } from './timeline.js';
import { type Bounds, boundsOf, groups } from './truth.js';
import { waitFor } from './wait.js';
import { linesOf, type WrittenByFile } from './written.js';

export interface Judged {
  readonly directory: string;
  readonly options: TortureOptions;
  readonly exporter: ExporterProcess;
  readonly prometheus: Prometheus;
  readonly problems: Problems;
  readonly counts: RunCounts;
  readonly timeline: Timeline;
  readonly seen: SeenBlocks;
  readonly written: WrittenByFile;
  /** See `judgePrometheus`. */
  readonly doubts: readonly number[];
  /** Since the first scrape. */
  readonly seconds: () => number;
}

const catchUpTimeout = 120_000;
/** Time in which nothing changes any more, when the numbers are not those of the truth. */
const stillFor = 3_000;
const lastScrapes = 1_200;

/** Compares everything with what was written, when the exporter has caught up. */
export async function judgeExporter(
  judged: Judged,
): Promise<{ files: readonly FileResult[]; remarks: readonly string[]; stories: readonly string[] }> {
  const { exporter, prometheus, problems, options } = judged;
  const standing = standingLines(judged.directory);
  checkTruth(judged, standing);
  const written = settledWindows(judged.written, standing);
  const bounds = boundsOf(logFiles, written);
  const found = await countsAtTheEnd(exporter, bounds, problems);
  if (found === undefined)
    return { files: fileResults(bounds, written, new Tally()), remarks: [], stories: [] };
  const wrong = outside(bounds, found, groups);
  const gaps = [...found.group('gaps')].filter(([, count]) => count > 0);
  // Of a deleted file nobody knows after a restart whether it was written to once more.
  const needless = gaps.filter(([source, count]) => source !== 'gone' || count > deletions(judged.counts));
  for (const [source, count] of needless) {
    problems.add(`the exporter told of ${count} gaps in source ${source}, where nothing had to be lost`);
  }
  for (const problem of wrong) problems.add(problem);
  for (const each of Object.values(written)) judged.counts.add('lines', linesOf(each));
  judged.counts.add(
    'gaps',
    gaps.reduce((sum, [, count]) => sum + count, 0),
  );
  await sleep(lastScrapes);
  // What the exporter has wrong is said once; Prometheus must have seen that, at least.
  const shown = wrong.length === 0 ? bounds : { least: found, most: found };
  const verdict = await judgePrometheus(prometheus, shown, judged.seconds(), judged.doubts);
  for (const problem of verdict.problems) problems.add(problem);
  judged.counts.add('falls', verdict.resets);
  // Of what was counted wrongly the increase is not the truth either.
  judged.counts.add('increase is the truth', Number(wrong.length === 0 && verdict.increased));
  if (options.kills > 0) await checkRestart(exporter, found, problems);
  return {
    files: fileResults(bounds, written, found),
    stories: [
      ...fallStories(judged.directory, judged.timeline),
      ...(wrong.length === 0 ? [] : reportFailure(judged.directory, { bounds, found }, judged)),
      ...(needless.length === 0 ? [] : ['--- its last warnings', ...warningsOf(judged.directory, 20), '']),
    ],
    remarks: [
      `Prometheus: ${verdict.series} series, ${verdict.unseen} of them not seen at 0 after a checkpoint was damaged; increase() over the run is ${verdict.increased ? '' : 'NOT '}what it exposes`,
      `gaps that the exporter told of: ${gaps.map((gap) => gap.join(' ')).join(', ') || 'none'}`,
    ],
  };
}

/** The writer's account must be what stands in the files; where files were deleted, no more than that. */
function checkTruth({ written, problems, counts }: Judged, standing: ReadonlyMap<string, Standing>): void {
  for (const { name, kinds } of logFiles) {
    const deleted = deletions(counts) > 0 && kinds.some((kind) => deletingKinds.includes(kind));
    for (const problem of contradictions(written[name]!, standing.get(name)!, deleted)) {
      problems.add(`the harness is wrong in ${name}: ${problem}`);
    }
  }
}

const deletions = (counts: RunCounts): number =>
  deletingKinds.reduce((sum, kind) => sum + counts.of(`rotated: ${kind}`), 0);

/** Counted once does not end with the run: neither a kill nor a clean stop, and a start change anything. */
async function checkRestart(exporter: ExporterProcess, found: Tally, problems: Problems): Promise<void> {
  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    const code = await exporter.end(signal);
    if (signal === 'SIGTERM' && code !== 0) problems.add(`the exporter ended with ${code} after SIGTERM`);
    await exporter.start();
    const again = await countsAtTheEnd(exporter, { least: found, most: found }, problems);
    if (again === undefined) return;
    for (const problem of outside({ least: found, most: found }, again, groups)) {
      problems.add(`after ${signal} and a start at the end: ${problem}`);
    }
  }
}

/** Waits until it is ready, without lag, and either right or still. Undefined when it shows nothing at all. */
async function countsAtTheEnd(
  exporter: ExporterProcess,
  bounds: Bounds,
  problems: Problems,
): Promise<Tally | undefined> {
  let found: Tally | undefined;
  let refusal = '';
  let shown = '';
  let since = performance.now();
  if (exporter.pid === undefined) await exporter.start();
  const done = await waitFor(async () => {
    const text = await exporter.scrape((why) => {
      refusal = why;
    });
    if (text === undefined) return false;
    const samples = parseExposition(text);
    const tally = tallySamples(samples, new Tally());
    found = tally;
    for (const { name, labels, value } of samples) {
      if (name === 'auditlog_exporter_gaps_total') tally.add('gaps', labels.get('source') ?? '', value);
    }
    const now = JSON.stringify(tally);
    if (now !== shown) since = performance.now();
    shown = now;
    const lag = samples.reduce((sum, { name, value }) => sum + (name === lagMetric ? value : 0), 0);
    if (lag > 0 || !(await exporter.ready())) return false;
    return performance.now() - since > stillFor || outside(bounds, tally, groups).length === 0;
  }, catchUpTimeout);
  if (!done) {
    const last = refusal === '' ? '' : `; it last refused a scrape with: ${refusal}`;
    problems.add(`the exporter did not catch up within ${catchUpTimeout / 1000} s${last}`);
  }
  return found;
}

const lagMetric = 'auditlog_exporter_lag_bytes';
