export type TimePart = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** Least and greatest number of each part. Weeks are those of ISO 8601, so a long year has 53. */
export const timePartRanges: Readonly<Record<TimePart, readonly [number, number]>> = {
  minute: [0, 59],
  hour: [0, 23],
  day: [1, 31],
  week: [1, 53],
  month: [1, 12],
  year: [0, 9999],
};

/** One part of a time (milliseconds since the epoch), in UTC. */
export function timePart(time: number, part: TimePart): number {
  const date = new Date(time);
  switch (part) {
    case 'minute':
      return date.getUTCMinutes();
    case 'hour':
      return date.getUTCHours();
    case 'day':
      return date.getUTCDate();
    case 'week':
      return isoWeek(date);
    case 'month':
      return date.getUTCMonth() + 1;
    case 'year':
      return date.getUTCFullYear();
  }
}

const DAY = 86_400_000;

/** ISO 8601: weeks start on Monday, and week 1 is the one that holds the year's first Thursday. */
function isoWeek(date: Date): number {
  const weekday = (date.getUTCDay() + 6) % 7;
  const thursday = new Date(date.getTime() + (3 - weekday) * DAY);
  const yearStart = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.floor((thursday.getTime() - yearStart) / (7 * DAY)) + 1;
}
