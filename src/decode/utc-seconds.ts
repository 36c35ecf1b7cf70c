const SECONDS_PER_DAY = 86_400;

/**
 * Seconds since the Unix epoch of the minute `year-month-day hour:minute` UTC (month 1 to 12), or NaN when the
 * calendar has no such day or the clock no such minute. The Gregorian calendar holds for every year, as RFC 3339
 * has it.
 */
export function utcSeconds(year: number, month: number, day: number, hour: number, minute: number): number {
  if (!(day >= 1 && day <= daysIn(year, month) && hour <= 23 && minute <= 59)) return Number.NaN;
  return daysSinceEpoch(year, month, day) * SECONDS_PER_DAY + hour * 3600 + minute * 60;
}

function daysIn(year: number, month: number): number {
  if (month < 1 || month > 12) return 0;
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Counts years from March on, so that the leap day is the last of its year. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468;
}
