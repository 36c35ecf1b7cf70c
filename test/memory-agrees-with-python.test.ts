import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { requireTool } from './support/debian.js';
import { runToEnd } from './support/exporter-process.js';
import { dayConfig } from './support/memory-day/day-config.js';
import { differences, shownSamples } from './support/memory-day/differences.js';
import { expectedOfPreset, expectedSamples } from './support/memory-day/expected-samples.js';
import { followKilled } from './support/memory-day/killed-run.js';
import { dayTruth } from './support/memory-day/truth.js';
import { writeDay } from './support/memory-day/write-day.js';
import { writeConfig } from './support/running-exporter.js';
import { temporaryDirectory } from './support/temporary-directory.js';

/** A million and more: `npm run memory-day`. */
const EVENTS = 50_000;

test('every metric with a memory is what Python works out from a day of logs, also when killed on the way', async (t) => {
  if (!requireTool(t, 'python3', 'python3')) return;
  const directory = temporaryDirectory(t);
  const log = join(directory, 'audit.log');
  // The day ended half an hour ago: no event is later than now, and the sliding windows still hold some.
  const start = Math.floor(Date.now() / 1000) * 1000 - 88_200_000;
  const { lines, bytes } = writeDay(log, { events: EVENTS, seed: 1, start });
  assert.ok(lines >= EVENTS);
  writeConfig(directory, dayConfig);

  const replay = async (...options: string[]) => {
    const { code, out, err } = await runToEnd(['replay', ...options, 'audit.log'], { cwd: directory });
    assert.equal(code, 0, err);
    return shownSamples(out);
  };
  const replayed = await replay('--config.file=exporter.yml', '--source=vault');
  const preset = await replay('--preset=vault-audit');
  const offsets = [0.3, 0.6].map((part) => part * bytes);
  const run = await followKilled(directory, offsets, (exporter) => t.after(() => exporter.stop('SIGKILL')));
  assert.ok(run.midway > 0, 'no kill in the middle');

  const truth = await dayTruth(log, run.between);
  assert.deepEqual(differences(expectedSamples(truth, 0), replayed), []);
  assert.deepEqual(differences(expectedOfPreset(truth), preset), []);
  const shown = shownSamples(run.exposition);
  assert.deepEqual(differences(expectedSamples(truth, undefined), shown), []);
  // Between the two times no event comes, so the numbers can only fall.
  const [most, least] = [expectedSamples(truth, 1), expectedSamples(truth, 2)];
  for (const [key, value] of shown) {
    if (!/^audit_\w+_distinct /.test(key)) continue;
    const [to, from] = [most.get(key) ?? 0, least.get(key) ?? 0];
    assert.ok(value >= from && value <= to, `${key}: ${value} shown, ${from} to ${to} expected`);
  }
  t.diagnostic(`${lines} lines; ${truth.durations.results['joined']} joined; ${run.midway} kills midway`);
});
