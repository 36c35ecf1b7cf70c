import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../src/config/package-root.js';
import { requireTool, runTool } from './support/debian.js';
import { runExporter } from './support/running-exporter.js';
import { temporaryDirectory } from './support/temporary-directory.js';
import { replayPreset } from './support/truth/replay-preset.js';

const script = join(packageRoot(), 'test/support/truth/vault_pairs.py');
/** Lines of a real Vault 1.4, which are not part of the project. */
const samples = join(packageRoot(), '../shared/samples/vault-audit');

const value = (lines: readonly string[], series: string): number => {
  const line = lines.find((one) => one.startsWith(`${series} `));
  assert.ok(line, `${series} in ${lines.join('\n')}`);
  return Number(line.slice(series.length + 1));
};

for (const name of ['pbar1-vault-1.4-lines-1-60.log', 'pbar1-vault-1.4-lines-1366-1382.log']) {
  test(`pairs and their median in the sample ${name}`, async (t) => {
    const path = join(samples, name);
    if (!existsSync(path)) return t.skip('skipped: the samples are not here');
    if (!requireTool(t, 'python3', 'python3')) return;
    const { status, stdout, stderr } = await runTool('python3', [script, path]);
    assert.equal(status, 0, stderr);
    const truth = JSON.parse(stdout) as { pairs: number; median: number };
    assert.ok(truth.pairs > 0);

    // The preset counts every pair, and everything else ends as something else.
    const exposed = replayPreset('vault-audit', readFileSync(path, 'utf8')).exposition().split('\n');
    const counts = exposed.filter((line) => line.startsWith('audit_request_duration_seconds_count'));
    assert.equal(
      counts.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0),
      truth.pairs,
    );

    // The median is between two bounds a microsecond on either side of it.
    const median = truth.median / 1e9;
    const directory = temporaryDirectory(t);
    const run = await runExporter(
      directory,
      `state: { directory: DIR/state }
sources: { vault: { files: ${path}, format: json, time: time } }
metrics:
  - name: audit_pairs_seconds
    type: duration
    from: { type: request }
    to: { type: response }
    key: request.id
    buckets: [${median - 1e-6}, ${median + 1e-6}]
`,
    );
    t.after(() => run.exporter.stop());
    const lines = await run.samples();
    const bucket = (le: number | string) =>
      value(lines, `audit_pairs_seconds_bucket{source="vault",system="",le="${le}"}`);
    assert.equal(bucket('+Inf'), truth.pairs);
    const half = Math.floor(truth.pairs / 2);
    assert.ok(bucket(median - 1e-6) <= half && bucket(median + 1e-6) > half, lines.join('\n'));
    t.diagnostic(`${truth.pairs} pairs, median ${(median * 1e3).toFixed(3)} ms`);
  });
}
