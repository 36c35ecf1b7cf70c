/** Steps that Grafana rounds to, seconds: each with the first value that is rounded to the next one. */
const steps: readonly (readonly [step: number, below: number])[] = [
  [1, 1.5],
  [2, 3.5],
  [5, 7.5],
  [10, 12.5],
  [15, 17.5],
  [20, 25],
  [30, 45],
  [60, 90],
  [120, 210],
  [300, 450],
  [600, 750],
  [900, 1050],
  [1200, 1500],
  [1800, 2700],
  [3600, 5400],
  [7200, 9000],
  [10_800, 16_200],
  [21_600, 32_400],
  [43_200, 86_400],
];

/** Seconds from point to point of a graph of `range` seconds with at most about `points`; never below `least`. */
export function stepOf(range: number, points: number, least: number): number {
  const exact = range / points;
  const rounded = steps.find(([, below]) => exact < below)?.[0] ?? 86_400;
  return Math.max(rounded, least);
}

/** Seconds of `15s`, `5m`, `6h` or `1d`. @throws Error for anything else. */
export function secondsOf(text: string): number {
  const match = /^(\d+)([smhd])$/.exec(text);
  if (match === null) throw new Error(`not a length of time: ${text}`);
  return Number(match[1]) * { s: 1, m: 60, h: 3600, d: 86_400 }[match[2] as 's' | 'm' | 'h' | 'd'];
}
