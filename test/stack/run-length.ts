/**
 * Values in the notation of promtool's unit tests, where `5x2` is 5 three times and `_x2` nothing twice; undefined is
 * nothing. A series that ends is stale from then on, as it is after a scrape that does not show it any more.
 */
export function runLength(values: readonly (number | undefined)[], counts: readonly number[]): string {
  return values.map((value, at) => notation(value, counts[at]!, at > 0)).join(' ');
}

function notation(value: number | undefined, count: number, isLater: boolean): string {
  if (value === undefined) {
    if (!isLater) return `_x${count}`;
    return count === 1 ? 'stale' : `stale _x${count - 1}`;
  }
  const text = Number.isFinite(value) ? String(value) : value > 0 ? 'Inf' : value < 0 ? '-Inf' : 'NaN';
  return count === 1 ? text : `${text}x${count - 1}`;
}
