import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { perStep } from '../grafana/generator/promql.js';
import { requireTool, runTool } from './support/debian.js';
import { grafanaVariables, substitute } from './support/grafana-substitute.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const metric = 'audit_denied_total';
const labels = '{job="a", instance="b", source="c", system="d"}';
const scrape = 15;
/** What happened between two scrapes, an hour of them, nothing before the last; the counter is older than that. */
const happened = Array.from({ length: 240 }, (_, index) => (index % 7 === 0 ? (index % 11) + 1 : 0));

/** Values of the counter, scraped from an hour before on. */
function counter(): number[] {
  let value = 40;
  const before = new Array<number>(241).fill(value);
  return [...before, ...happened.map((more) => (value += more))];
}

test('the bars of an hour add up to what happened in it', async (t) => {
  if (!requireTool(t, 'promtool', 'prometheus')) return;
  const expected = happened.reduce((sum, one) => sum + one, 0);
  const range = { range: 3600, scrape, minStep: 60 };
  const query = substitute(perStep(metric), grafanaVariables(range));
  // Scrapes never fall on the ends of the windows, as they would here.
  const bars = query.replace('[75s]', '[75s] offset 7s');
  assert.notEqual(bars, query);
  const directory = temporaryDirectory(t);
  const file = join(directory, 'bars.yml');
  const group = {
    interval: `${scrape}s`,
    input_series: [{ series: `${metric}${labels}`, values: counter().join(' ') }],
    promql_expr_test: [
      {
        expr: `round(sum_over_time((${bars})[3599s:1m]), 0.001)`,
        eval_time: '2h',
        exp_samples: [{ value: expected }],
      },
    ],
  };
  writeFileSync(file, stringify({ evaluation_interval: `${scrape}s`, tests: [group] }));
  const { status, stdout, stderr } = await runTool('promtool', ['test', 'rules', file]);
  assert.equal(status, 0, stdout + stderr);
});
