import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCRAPE_MS } from '../../../test/stack/record-rules-input.js';
import type { SeriesRecorder } from '../../../test/stack/series-recorder.js';
import { runTool } from '../../../test/support/debian.js';
import { ruleFiles } from '../../../test/support/rule-files.js';
import { foundLabels } from './found-labels.js';

/**
 * The labels of every alert that fires at the end of a recording, as `{name="value",…}`: promtool's unit tests evaluate
 * all rules on it. They say what they found only when it is not what was expected; so nothing is expected.
 */
export async function firingAlerts(directory: string, recorder: SeriesRecorder): Promise<string[]> {
  const interval = `${SCRAPE_MS / 1000}s`;
  const file = join(directory, 'alerts.test.yml');
  const query = {
    expr: 'ALERTS{alertstate="firing"}',
    eval_time: `${((recorder.scrapes - 1) * SCRAPE_MS) / 1000}s`,
    exp_samples: [],
  };
  const test = { interval, input_series: [...recorder.inputSeries()], promql_expr_test: [query] };
  // JSON is a part of YAML.
  writeFileSync(
    file,
    JSON.stringify({ rule_files: ruleFiles, evaluation_interval: interval, tests: [test] }),
  );
  const { status, stdout, stderr } = await runTool('promtool', ['test', 'rules', file]);
  if (status === 0) return [];
  const found = foundLabels(stdout + stderr);
  if (found === undefined) throw new Error(`promtool: ${stdout}${stderr}`);
  return found;
}
