import assert from 'node:assert/strict';
import { join } from 'node:path';
import { packageRoot } from '../../../src/config/package-root.js';
import { runTool } from '../debian.js';

type Counts = Readonly<Record<string, number>>;

export interface DurationTruth {
  readonly results: Counts;
  readonly in_flight: number;
  readonly events: number;
  readonly entries: number;
  readonly histograms: Readonly<Record<string, { buckets: number[]; count: number; sum: number }>>;
  readonly median: number;
}

export interface StreakTruth {
  readonly values: Counts;
  readonly reached: Counts;
  readonly forgotten: number;
}

export interface DistinctTruth {
  readonly reached: Readonly<Record<string, Counts>>;
  /** By window and label set: for the newest time, then for each `now`. */
  readonly values: readonly Readonly<Record<string, Counts>>[];
}

export interface FirstSeenTruth {
  readonly new: number;
  readonly entries: number;
  readonly forgotten: number;
}

/** What memory_day.py says that the metrics of day-config.ts have to show. */
export interface DayTruth {
  readonly lines: Counts;
  readonly entries: Counts;
  /** Lines by pattern. */
  readonly secrets: Counts;
  readonly durations: DurationTruth;
  readonly few_durations: DurationTruth;
  readonly streaks: StreakTruth;
  readonly few_streaks: StreakTruth;
  readonly distinct: DistinctTruth;
  readonly few_distinct: DistinctTruth;
  readonly first_seen: FirstSeenTruth;
  readonly few_first_seen: FirstSeenTruth;
}

/** Works the log out in Python; with the sliding numbers for each of `nows`, in seconds. */
export async function dayTruth(log: string, nows: readonly number[] = []): Promise<DayTruth> {
  const script = join(packageRoot(), 'test/support/memory-day/memory_day.py');
  const more = nows.flatMap((now) => ['--now', String(now)]);
  const { status, stdout, stderr } = await runTool('python3', [script, log, ...more]);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as DayTruth;
}
