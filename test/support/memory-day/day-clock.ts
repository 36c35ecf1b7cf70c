/** Times here are whole ticks of 10 µs since the day began. */
export const TICKS_PER_SECOND = 100_000;
export const seconds = (count: number): number => Math.round(count * TICKS_PER_SECOND);
export const minutes = (count: number): number => seconds(60 * count);
export const hours = (count: number): number => minutes(60 * count);

export const DAY = hours(24);

/**
 * What the clock of the server shows when it is really `time`: in the night it is two hours ahead for ten minutes, in
 * the afternoon twenty minutes behind for five, and in the evening it is set back by three seconds for good.
 */
export function shownAt(time: number): number {
  if (time >= hours(6) && time < hours(6) + minutes(10)) return time + hours(2);
  if (time >= hours(16) && time < hours(16) + minutes(5)) return time - minutes(20);
  return time >= hours(20) ? time - seconds(3) : time;
}

/**
 * `2026-11-20T06:10:01.123450Z`; `start` is the start of the day in milliseconds since the epoch. The last digit is
 * `digit`: with another one on each side no difference of two times is a round number, such as a bucket's bound.
 */
export function shownText(start: number, shown: number, digit: 0 | 3): string {
  const second = Math.floor(shown / TICKS_PER_SECOND);
  const ticks = String(shown - second * TICKS_PER_SECOND).padStart(5, '0');
  return `${new Date(start + second * 1000).toISOString().slice(0, 19)}.${ticks}${digit}Z`;
}
