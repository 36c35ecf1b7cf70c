import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runTool } from '../support/debian.js';
import { ruleFiles } from '../support/rule-files.js';
import { SCRAPE_MS } from './record-rules-input.js';
import type { SeriesRecorder } from './series-recorder.js';

/** Seconds from the start of the recording to the first evaluation at which an alert fires, by `ALERT SOURCE`. */
export type FirstFirings = ReadonlyMap<string, number>;

/**
 * Evaluates the rules of `files` at every scrape of a recording, by promtool's unit tests: one process for each file,
 * for no rule needs another file.
 */
export async function firstFirings(
  directory: string,
  recorder: SeriesRecorder,
  files: readonly string[] = ruleFiles,
): Promise<FirstFirings> {
  const found = await Promise.all(files.map((file) => firingsOf(directory, recorder, file)));
  return new Map(found.flatMap((firings) => [...firings]));
}

/**
 * promtool says what an expression gives only when that is not what was expected. So nothing is expected, and what it
 * found instead is read.
 */
async function firingsOf(directory: string, recorder: SeriesRecorder, rules: string): Promise<FirstFirings> {
  const end = ((recorder.scrapes - 1) * SCRAPE_MS) / 1000;
  const interval = `${SCRAPE_MS / 1000}s`;
  const firing = 'timestamp(ALERTS{alertstate="firing"})';
  const expr = `min by (alertname, source) (min_over_time(${firing}[${end + 1}s:${interval}]))`;
  const expectation = { expr, eval_time: `${end}s`, exp_samples: [] };
  const tests = [{ interval, input_series: [...recorder.inputSeries()], promql_expr_test: [expectation] }];
  const file = join(directory, `recording-${basename(rules)}`);
  // JSON is YAML.
  writeFileSync(file, JSON.stringify({ rule_files: [rules], evaluation_interval: interval, tests }));
  const { status, stdout, stderr } = await runTool('promtool', ['test', 'rules', file]);
  if (status === 0) return new Map();
  const got = /\n\s*got:(.*)/.exec(stdout + stderr)?.[1] ?? '';
  const samples = [...got.replaceAll('\\"', '"').matchAll(/\{([^}]*)\} ([\dE.+-]+)/g)];
  if (samples.length === 0) throw new Error(`promtool: ${stdout}${stderr}`);
  return new Map(samples.map(([, labels, seconds]) => [nameOf(labels!), Number(seconds)]));
}

/** The exporter's own alerts may be of no source. */
function nameOf(labels: string): string {
  const of = (label: string) => new RegExp(`${label}="([\\w-]+)"`).exec(labels)?.[1] ?? '-';
  return `${of('alertname')} ${of('source')}`;
}
