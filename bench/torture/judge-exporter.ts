import { setTimeout as sleep } from 'node:timers/promises';
import { parseExposition } from '../parse-exposition.js';
import { Tally } from '../tally.js';
import { outside } from './compare.js';
import type { ExporterProcess } from './exporter-process.js';
import { tallySamples } from './exposed.js';
import { fileResults } from './file-results.js';
import { judgePrometheus } from './judge-prometheus.js';
import { logFiles } from './layout.js';
import type { TortureOptions } from './options.js';
import type { Problems } from './problems.js';
import type { Prometheus } from './prometheus.js';
import { recount } from './recount.js';
import type { FileResult } from './result.js';
import { type Bounds, boundsOf, groups } from './truth.js';
import { waitFor } from './wait.js';
import type { WrittenByFile } from './written.js';

export interface Judged {
  readonly directory: string;
  readonly options: TortureOptions;
  readonly exporter: ExporterProcess;
  readonly prometheus: Prometheus;
  readonly problems: Problems;
  readonly written: WrittenByFile;
  /** See `judgePrometheus`. */
  readonly doubts: readonly number[];
  /** Since the first scrape. */
  readonly seconds: () => number;
}

const catchUpTimeout = 60_000;
/** Time in which nothing changes any more, when the numbers are not those of the truth. */
const stillFor = 3_000;
const lastScrapes = 1_200;

/** Compares everything with what was written, when the exporter has caught up. */
export async function judgeExporter(
  judged: Judged,
): Promise<{ files: readonly FileResult[]; remarks: readonly string[] }> {
  const { exporter, prometheus, problems, written, options } = judged;
  const bounds = boundsOf(logFiles, written);
  const found = await countsAtTheEnd(exporter, bounds, problems);
  if (found === undefined) return { files: fileResults(bounds, written, new Tally()), remarks: [] };
  const wrong = outside(bounds, found, groups);
  const gaps = [...found.group('gaps')].filter(([, count]) => count > 0);
  for (const [source, count] of gaps) {
    // Of a deleted file nobody knows after a restart whether it was written to once more.
    if (options.loose || source === 'gone') continue;
    problems.add(`the exporter told of ${count} gaps in source ${source}, where nothing had to be lost`);
  }
  for (const problem of wrong) problems.add(problem);
  checkTruth(judged, bounds);
  await sleep(lastScrapes);
  // What the exporter has wrong is said once; Prometheus must have seen that, at least.
  const shown = wrong.length === 0 ? bounds : { least: found, most: found };
  const verdict = await judgePrometheus(prometheus, shown, judged.seconds(), judged.doubts);
  for (const problem of verdict.problems) problems.add(problem);
  if (options.kills > 0) await checkRestart(exporter, found, problems);
  const [least, most] = verdict.increase.map((ratio) => ratio.toFixed(3));
  return {
    files: fileResults(bounds, written, found),
    remarks: [
      `Prometheus: ${verdict.series} series; increase() over the run is ${least} to ${most} of the truth, as it extrapolates; ${verdict.unseen} were not seen at 0, after a checkpoint was damaged`,
      `gaps that the exporter told of: ${gaps.map((gap) => gap.join(' ')).join(', ') || 'none'}`,
    ],
  };
}

/** The writer's account must be what stands in the files; where files were deleted, no more than that. */
function checkTruth({ directory, problems, options }: Judged, { least, most }: Bounds): void {
  const stand = recount(directory);
  const deleting = options.kinds.some((kind) => ['delete', 'unlinked', 'reuse'].includes(kind));
  const deleted = logFiles.filter(({ source }) => deleting && source === 'gone').map(({ name }) => name);
  const [low, high] = [least, most].map((tally) => without(tally, deleted)) as [Tally, Tally];
  for (const problem of outside({ least: low, most: high }, without(stand, deleted), ['block', 'mark'])) {
    problems.add(`the harness is wrong, the files say: ${problem}`);
  }
}

function without(tally: Tally, files: readonly string[]): Tally {
  const rest = new Tally();
  for (const group of ['block', 'mark']) {
    for (const [key, count] of tally.group(group)) {
      if (!files.includes(key.split(':')[0]!)) rest.add(group, key, count);
    }
  }
  return rest;
}

/** Counted once does not end with the run: a clean stop and a start change nothing. */
async function checkRestart(exporter: ExporterProcess, found: Tally, problems: Problems): Promise<void> {
  const code = await exporter.end('SIGTERM');
  if (code !== 0) problems.add(`the exporter ended with ${code} after SIGTERM`);
  await exporter.start();
  const again = await countsAtTheEnd(exporter, { least: found, most: found }, problems);
  if (again === undefined) return;
  for (const problem of outside({ least: found, most: found }, again, groups)) {
    problems.add(`after a clean restart: ${problem}`);
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
