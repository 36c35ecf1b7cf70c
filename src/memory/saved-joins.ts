import { type JoinResults, joinResultsOf } from './join-results.js';
import { Role } from './join-role.js';
import { isSeed } from './key-hash.js';
import type { Column, MemorySnapshot } from './memory-snapshot.js';

/** Keys of one instant, from the oldest to the newest, and when each was added. */
export interface SavedKeys {
  readonly lo: Int32Array;
  readonly hi: Int32Array;
  readonly at: Float64Array;
}

/** Events in flight. */
export interface OpenKeys extends SavedKeys {
  readonly times: Float64Array;
  readonly roles: Uint8Array;
  readonly series: Int32Array;
}

/** All that a JoinTable knows at one instant. */
export interface SavedJoins {
  readonly seed: string;
  readonly newest: number;
  readonly results: JoinResults;
  readonly open: OpenKeys;
  readonly done: SavedKeys;
}

export function savedJoins({ seed, newest, results, open, done }: SavedJoins): MemorySnapshot {
  return {
    // JSON has no word for what is not finite.
    head: { joins: 1, seed, newest: Number.isFinite(newest) ? newest : null, results },
    columns: {
      openLo: open.lo,
      openHi: open.hi,
      openAt: open.at,
      openTimes: open.times,
      openRoles: open.roles,
      openSeries: open.series,
      doneLo: done.lo,
      doneHi: done.hi,
      doneAt: done.at,
    },
  };
}

/**
 * What a snapshot holds, as copies, of at most `remember` keys: done ones are left out first, then open ones, counted
 * as forgotten, the oldest first. Undefined when it is damaged or of something else; `series` are all below that.
 */
export function readSavedJoins(
  saved: MemorySnapshot,
  remember: number,
  series: number,
): SavedJoins | undefined {
  const { joins, seed, newest } = saved.head;
  const results = joinResultsOf(saved.head['results']);
  if (joins !== 1 || !isSeed(seed) || results === undefined) return undefined;
  if (newest !== null && !(typeof newest === 'number' && Number.isFinite(newest))) return undefined;
  const columns = readColumns(saved.columns);
  if (columns === undefined) return undefined;
  const reached = newest ?? Number.NEGATIVE_INFINITY;
  const { open, done } = columns;
  if (!areInOrder(open.at, reached) || !areInOrder(done.at, reached)) return undefined;
  if (!open.times.every(Number.isFinite) || open.roles.some((role) => role > 1)) return undefined;
  if (open.series.some((one, i) => one < 0 || (open.roles[i] === Role.to && one >= series))) return undefined;
  const surplus = Math.max(0, open.at.length + done.at.length - remember);
  const fromDone = Math.min(surplus, done.at.length);
  results.forgotten += surplus - fromDone;
  return {
    seed,
    newest: reached,
    results,
    open: withoutFirst(open, surplus - fromDone),
    done: withoutFirst(done, fromDone),
  };
}

function readColumns(
  columns: MemorySnapshot['columns'],
): { readonly open: OpenKeys; readonly done: SavedKeys } | undefined {
  const { openLo, openHi, openAt, openTimes, openRoles, openSeries, doneLo, doneHi, doneAt } = columns;
  const areThere =
    openLo instanceof Int32Array &&
    openHi instanceof Int32Array &&
    openAt instanceof Float64Array &&
    openTimes instanceof Float64Array &&
    openRoles instanceof Uint8Array &&
    openSeries instanceof Int32Array &&
    doneLo instanceof Int32Array &&
    doneHi instanceof Int32Array &&
    doneAt instanceof Float64Array;
  if (!areThere) return undefined;
  const open = { lo: openLo, hi: openHi, at: openAt, times: openTimes, roles: openRoles, series: openSeries };
  const done = { lo: doneLo, hi: doneHi, at: doneAt };
  return areOfOneLength(open) && areOfOneLength(done) ? { open, done } : undefined;
}

function areOfOneLength<T extends { readonly [K in keyof T]: Column }>(columns: T): boolean {
  return new Set(Object.values<Column>(columns).map(({ length }) => length)).size === 1;
}

/** Whether times never fall, and none is after `newest`. NaN is not in order. */
function areInOrder(times: Float64Array, newest: number): boolean {
  return times.every((time, i) => time <= (times[i + 1] ?? newest) && Number.isFinite(time));
}

function withoutFirst<T extends { readonly [K in keyof T]: Column }>(columns: T, count: number): T {
  const rest = Object.entries<Column>(columns).map(([name, column]) => [name, column.slice(count)]);
  return Object.fromEntries(rest) as T;
}
