// How long a checkpoint of many series keeps everything else waiting: node build/bench/checkpoint-stall.js [SERIES].
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, PerformanceObserver, performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Instrument } from '../src/series/instrument.js';
import type { InstrumentDefinition } from '../src/series/instrument-definition.js';
import type { SavedSeries } from '../src/series/instrument-snapshot.js';
import type { Checkpoint } from '../src/state/checkpoint.js';
import { CheckpointStore } from '../src/state/checkpoint-store.js';

const ROUNDS = 10;
/** Milliseconds. */
const ALLOWED = 50;

function labels(names: readonly string[]): InstrumentDefinition['labels'] {
  return names.map((name, column) => ({
    ...{ name, from: 'field', column, transform: (text) => text ?? '', values: [] },
  }));
}

/** Half of the series are counters by user and path, half histograms with ten buckets. */
function instruments(series: number): Instrument[] {
  const common = {
    help: '',
    when: undefined,
    value: undefined,
    constants: [],
    limit: series,
    fingerprint: '',
  };
  const counter = new Instrument({
    ...{ ...common, name: 'audit_x_total', type: 'counter', buckets: [] },
    labels: labels(['user', 'path']),
  });
  const histogram = new Instrument({
    ...{ ...common, name: 'audit_y_seconds', type: 'histogram', labels: labels(['user']) },
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60],
  });
  for (const [instrument, width] of [
    [counter, 2],
    [histogram, 1],
  ] as const) {
    const all = Array.from({ length: series / 2 }, (_, i): SavedSeries => {
      const values = [
        `oidc-firstname.lastname-${i}@example.com`,
        `secret/data/team-${i % 997}/application/${i}`,
      ];
      const numbers = Array.from({ length: width === 2 ? 1 : 12 }, (__, at) => i * at + 0.25);
      return { labels: values.slice(0, width), numbers, birth: 1_763_700_000_000 + i };
    });
    instrument.restore({ metric: '', fingerprint: '', overflow: 0, badValues: 0, series: all });
  }
  return [counter, histogram];
}

function checkpointOf(all: readonly Instrument[]): Checkpoint {
  return {
    ...{ writtenAt: Date.now(), positions: [], accounts: {}, unsure: false, baseline: {}, scrapers: [] },
    memories: [],
    instruments: all.map((instrument) => ({ source: 'vault', instrument: instrument.snapshot() })),
  };
}

interface Round {
  /** Milliseconds: the longest delay with nothing to do but wait, which is that of the machine. */
  readonly idle: number;
  readonly stall: number;
  readonly taken: number;
  readonly written: number;
  readonly bytes: number;
}

/** The longest delay of the event loop while `run` runs, in milliseconds. */
async function longestDelay(run: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await sleep(20);
  await run();
  await sleep(20);
  delay.disable();
  return delay.max / 1e6;
}

async function measure(all: readonly Instrument[], store: CheckpointStore): Promise<Round> {
  let [taken, written, bytes] = [0, 0, 0];
  const stall = await longestDelay(async () => {
    const start = performance.now();
    const checkpoint = checkpointOf(all);
    taken = performance.now() - start;
    bytes = await store.save(checkpoint);
    written = performance.now() - start;
  });
  return { idle: await longestDelay(() => sleep(written)), stall, taken, written, bytes };
}

async function main(series: number, directory: string): Promise<number> {
  const all = instruments(series);
  const store = new CheckpointStore(directory);
  let pause = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) pause = Math.max(pause, duration);
  }).observe({ entryTypes: ['gc'] });
  await sleep(500);
  pause = 0;
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = await measure(all, store);
    rounds.push(one);
    const [stall, idle, taken] = [one.stall, one.idle, one.taken].map((time) => time.toFixed(1));
    process.stdout.write(
      `longest delay ${stall} ms (idle: ${idle} ms), taken in ${taken} ms, written in ${one.written.toFixed(0)} ms\n`,
    );
  }
  const stalls = rounds.map(({ stall }) => stall).sort((a, b) => a - b);
  const [longest, median] = [stalls.at(-1)!, stalls[ROUNDS / 2]!].map((time) => time.toFixed(1));
  process.stdout.write(
    `${series} series, ${rounds[0]!.bytes} bytes: longest delay of the event loop ${longest} ms, median ${median} ms` +
      ` (allowed: ${ALLOWED} ms); longest pause for garbage ${pause.toFixed(1)} ms\n`,
  );
  return stalls.at(-1)! <= ALLOWED ? 0 : 1;
}

const directory = mkdtempSync(join(tmpdir(), 'auditlog-exporter-bench-'));
try {
  process.exitCode = await main(Number(process.argv[2] ?? 100_000), directory);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
