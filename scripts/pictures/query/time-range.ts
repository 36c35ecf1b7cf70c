import type { DashboardJson } from '../model/dashboard-json.js';
import { secondsOf } from './step.js';

/** Seconds since the epoch. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** The time range of a dashboard that is opened at `now`, seconds since the epoch. @throws Error when it is not `now-… to now`. */
export function timeRangeOf({ time }: Pick<DashboardJson, 'time'>, now: number): TimeRange {
  if (time.to !== 'now' || !time.from.startsWith('now-')) {
    throw new Error(`time range ${time.from} to ${time.to} cannot be drawn`);
  }
  return { from: now - secondsOf(time.from.slice('now-'.length)), to: now };
}
