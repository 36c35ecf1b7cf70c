import type { NamedSeries } from '../frame/named-series.js';

/** Seconds since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** How long each value stands: until the next step, or as long as it stays the same. */
export function spans({ times, values }: Pick<NamedSeries, 'times' | 'values'>, merged: boolean): Span[] {
  const step = (times[1] ?? 0) - (times[0] ?? 0);
  const result: Span[] = [];
  values.forEach((value, at) => {
    if (value === null) return;
    const [from, last] = [times[at]!, result.at(-1)];
    const to = Math.min(from + step, times.at(-1)!);
    if (merged && last?.to === from && last.value === value) result[result.length - 1] = { ...last, to };
    else result.push({ from, to, value });
  });
  return result;
}
