/**
 * Compares every metric with a memory with what Python works out from a day of a million and more log lines, read in one
 * go and followed by an exporter that is killed on the way: npm run memory-day -- [--events N] [--seed N] [--kills N]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runToEnd } from '../test/support/exporter-process.js';
import { dayConfig } from '../test/support/memory-day/day-config.js';
import { differences, shownSamples } from '../test/support/memory-day/differences.js';
import { expectedSamples } from '../test/support/memory-day/expected-samples.js';
import { followKilled } from '../test/support/memory-day/killed-run.js';
import { dayTruth } from '../test/support/memory-day/truth.js';
import { writeDay } from '../test/support/memory-day/write-day.js';
import { writeConfig } from '../test/support/running-exporter.js';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '5' },
  },
});
const [events, seed, kills] = [values.events, values.seed, values.kills].map(Number) as [
  number,
  number,
  number,
];
const start = Date.parse('2026-11-20T00:00:00Z');
const directory = mkdtempSync(join(tmpdir(), 'memory-day-'));
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Whether what is shown is what is expected; says what is not. */
function agrees(name: string, wrong: readonly string[], samples: number): boolean {
  say(`${name}: ${samples} numbers, ${wrong.length} differ`);
  for (const line of wrong.slice(0, 20)) say(`  ${line}`);
  return wrong.length === 0;
}

try {
  const { lines, bytes } = writeDay(join(directory, 'audit.log'), { events, seed, start });
  say(`a day of ${lines} lines, ${(bytes / 1e6).toFixed(0)} MB, seed ${seed}`);
  writeConfig(directory, dayConfig);
  const replay = ['replay', '--config.file=exporter.yml', '--source=vault', 'audit.log'];
  const { code, out, err } = await runToEnd(replay, { cwd: directory });
  if (code !== 0) throw new Error(err);
  const offsets = Array.from({ length: kills }, (_, i) => ((i + 0.5) * bytes) / (kills + 1));
  const run = await followKilled(directory, offsets, (exporter) => {
    process.once('exit', () => exporter.process.kill('SIGKILL'));
  });
  const truth = await dayTruth(join(directory, 'audit.log'));
  const { results, in_flight: inFlight, events: taken, median } = truth.durations;
  say(`durations: ${JSON.stringify(results)}, ${inFlight} in flight, of ${taken}; median ${median} s`);
  const [whole, counters] = [expectedSamples(truth, 0), expectedSamples(truth, undefined)];
  const same = [
    agrees('replay', differences(whole, shownSamples(out)), whole.size),
    agrees(
      `killed ${kills} times, ${run.midway} of them midway`,
      differences(counters, shownSamples(run.exposition)),
      counters.size,
    ),
  ];
  if (same.includes(false)) process.exitCode = 1;
} finally {
  rmSync(directory, { recursive: true });
}
