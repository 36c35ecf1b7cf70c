import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type RunningExporter, startExporter, until } from '../exporter-process.js';

const LINE_FEED = 10;

export interface KilledRun {
  readonly exposition: string;
  /** The exposition is of an instant between these two, in seconds since the epoch. */
  readonly between: readonly [number, number];
  /** Kills that came before the end of the log was in the checkpoint. */
  readonly midway: number;
}

/**
 * Follows `audit.log` of a directory with its exporter.yml to the end. The log grows from one of `offsets` to the next, and
 * the exporter is killed (SIGKILL) as it does: when what stood before is in the checkpoint, and something of what comes
 * may have been read. `onStart` is called with every process, so that a test that fails leaves none behind.
 */
export async function followKilled(
  directory: string,
  offsets: readonly number[],
  onStart: (exporter: RunningExporter) => void,
): Promise<KilledRun> {
  const log = join(directory, 'audit.log');
  const bytes = readFileSync(log);
  const start = async (): Promise<RunningExporter> => {
    const exporter = await startExporter([], directory);
    onStart(exporter);
    return exporter;
  };
  let midway = 0;
  const ends = [...offsets, bytes.length];
  writeFileSync(log, bytes.subarray(0, ends[0]));
  for (const [at, offset] of offsets.entries()) {
    const exporter = await start();
    const whole = bytes.lastIndexOf(LINE_FEED, offset - 1) + 1;
    while (keptOffset(directory) < whole && exporter.process.exitCode === null) await setTimeout(1);
    appendFileSync(log, bytes.subarray(offset, ends[at + 1]));
    await setTimeout(30);
    await exporter.stop('SIGKILL');
    if (keptOffset(directory) < bytes.length) midway += 1;
  }
  const last = await start();
  const ready = new URL('/-/ready', last.url);
  await until(
    async () => (await fetch(ready)).ok,
    () => last.log(),
  );
  const from = Date.now() / 1000;
  const exposition = await last.scrape();
  const between = [from, Date.now() / 1000] as const;
  await last.stop();
  return { exposition, between, midway };
}

/** How far the log was read by the checkpoint. */
function keptOffset(directory: string): number {
  try {
    const [head] = readFileSync(join(directory, 'state', 'checkpoint'), 'utf8').split('\n', 1);
    const { positions } = JSON.parse(head!) as { positions: { offset: number }[] };
    return positions[0]?.offset ?? 0;
  } catch {
    return 0;
  }
}
