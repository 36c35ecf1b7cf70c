// How long a checkpoint of many series keeps everything else waiting: npm run bench:stall [-- SERIES].
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PerformanceObserver, performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instrument } from '../src/series/instrument.js';
import type { Checkpoint } from '../src/state/checkpoint.js';
import { CheckpointStore } from '../src/state/checkpoint-store.js';
import { exporterLoad } from './exporter-load.js';
import { manySeries } from './many-series.js';
import { TurnMeter, type Turns } from './turn-meter.js';

const ROUNDS = 10;
/** Milliseconds. */
const ALLOWED = 50;

interface Round extends Turns {
  readonly taken: number;
  readonly written: number;
  readonly bytes: number;
}

const say = (text: string) => process.stdout.write(`${text}\n`);
const ms = (time: number) => `${time.toFixed(1)} ms`;

function checkpointOf(all: readonly Instrument[]): Checkpoint {
  return {
    ...{ writtenAt: Date.now(), positions: [], accounts: {}, unsure: false, baseline: {}, scrapers: [] },
    memories: [],
    instruments: all.map((instrument) => ({ source: 'vault', instrument: instrument.snapshot() })),
  };
}

async function measure(all: readonly Instrument[], store: CheckpointStore, meter: TurnMeter): Promise<Round> {
  let [taken, written, bytes] = [0, 0, 0];
  const turns = await meter.during(async () => {
    const start = performance.now();
    const checkpoint = checkpointOf(all);
    taken = performance.now() - start;
    bytes = await store.save(checkpoint);
    written = performance.now() - start;
  });
  return { ...turns, taken, written, bytes };
}

/** Says what it finds; returns the most work in a turn, in milliseconds. */
async function run(what: string, all: readonly Instrument[], store: CheckpointStore): Promise<number> {
  const meter = new TurnMeter();
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = await measure(all, store, meter);
    rounds.push(one);
    const { busiest, longest, taken, written } = one;
    say(
      `  most work in a turn ${ms(busiest.busy)}; longest turn ${ms(longest.wall)}, ${ms(longest.waiting)} of it ` +
        `without a processor; taken in ${ms(taken)}, written in ${ms(written)}`,
    );
  }
  meter.close();
  const most = (of: (round: Round) => number) => Math.max(...rounds.map(of));
  const work = most(({ busiest }) => busiest.busy);
  say(
    `${what}: most work in a turn of the event loop ${ms(work)} (allowed: ${ALLOWED} ms), ` +
      `longest turn by the clock ${ms(most(({ longest }) => longest.wall))}; ${rounds[0]!.bytes} bytes`,
  );
  return work;
}

async function main(series: number, directory: string): Promise<number> {
  const all = manySeries(series);
  const store = new CheckpointStore(join(directory, 'state'));
  let pause = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) pause = Math.max(pause, duration);
  }).observe({ entryTypes: ['gc'] });
  await sleep(500);
  pause = 0;
  const idle = await run(`${series} series, nothing else to do`, all, store);
  const stop = exporterLoad(all, directory);
  const loaded = await run(`${series} series, while it reads and is scraped without a pause`, all, store);
  await stop();
  say(`longest pause for garbage ${ms(pause)}`);
  return Math.max(idle, loaded) <= ALLOWED ? 0 : 1;
}

const directory = mkdtempSync(join(tmpdir(), 'auditlog-exporter-bench-'));
try {
  process.exitCode = await main(Number(process.argv[2] ?? 100_000), directory);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
