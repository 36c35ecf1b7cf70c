const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How much people do on a weekday, by hour of the day in UTC; 1 is a busy morning. */
const workingDay = [
  ...[0.03, 0.02, 0.02, 0.02, 0.02, 0.03, 0.08, 0.45, 0.9, 1, 1, 0.95],
  ...[0.55, 0.8, 1, 1, 0.9, 0.6, 0.2, 0.1, 0.07, 0.06, 0.05, 0.04],
];

/** How much customers ask of the programs. */
const customersDay = [
  ...[0.62, 0.57, 0.54, 0.53, 0.54, 0.6, 0.72, 0.9, 1.1, 1.3, 1.4, 1.4],
  ...[1.25, 1.3, 1.4, 1.4, 1.35, 1.3, 1.25, 1.3, 1.2, 1.05, 0.85, 0.7],
];

/** How much people do at `time` (milliseconds since the epoch), above 0: next to nothing at night and at weekends. */
export function workingLevel(time: number): number {
  return isWeekend(time) ? 0.03 : at(workingDay, time);
}

/** How much the programs have to do at `time` (milliseconds since the epoch); 1 is about the mean of a weekday. */
export function customersLevel(time: number): number {
  return at(customersDay, time) * (isWeekend(time) ? 0.85 : 1) * waves(time);
}

function isWeekend(time: number): boolean {
  // The epoch was a Thursday.
  const day = (Math.floor(time / DAY) + 4) % 7;
  return day === 0 || day === 6;
}

function at(table: readonly number[], time: number): number {
  const hour = (time / HOUR) % 24;
  const from = Math.floor(hour);
  const low = table[from]!;
  return low + (table[(from + 1) % 24]! - low) * (hour - from);
}

/** No hour is like the other: two slow waves, whose sum does not repeat. */
function waves(time: number): number {
  return 1 + 0.08 * Math.sin(time / (7.4 * 60_000)) + 0.06 * Math.sin(time / (2.3 * 60_000));
}
