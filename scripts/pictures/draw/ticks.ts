/** Round numbers from `low` to `high`, at most about `count` of them. `base`: of whose powers they are multiples. */
export function ticks(low: number, high: number, count: number, { base = 10, whole = false } = {}): number[] {
  const step = roundStep((high - low) / Math.max(count, 1), base, whole);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => clean((first + index) * step));
}

/** The smallest round step that is not below `least`. */
export function roundStep(least: number, base = 10, whole = false): number {
  if (!(least > 0)) return 1;
  const power = base ** Math.floor(Math.log(least) / Math.log(base) + 1e-9);
  const factors = base === 10 ? [1, 2, 2.5, 5, 10] : [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
  const fitting = factors.map((factor) => clean(factor * power));
  return fitting.find((step) => step >= least * (1 - 1e-9) && (!whole || step % 1 === 0)) ?? Math.ceil(least);
}

/** Without what binary fractions add. */
function clean(value: number): number {
  return Number(value.toPrecision(12));
}

const timeSteps = [60, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

/** Times of a day, `HH:MM` in UTC, far enough from each other to be read on `width` pixels. Seconds since the epoch. */
export function timeTicks(from: number, to: number, width: number): { at: number; text: string }[] {
  const least = ((to - from) * 80) / Math.max(width, 80);
  const step = timeSteps.find((one) => one >= least) ?? 86_400;
  const first = Math.ceil(from / step) * step;
  const count = Math.floor((to - first) / step) + 1;
  return Array.from({ length: count }, (_, index) => {
    const at = first + index * step;
    return { at, text: clock(at) };
  });
}

/** `HH:MM` in UTC of seconds since the epoch. */
export function clock(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 16);
}
