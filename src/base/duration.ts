const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const whole = /^(?:\d+(?:ms|[smhdw]))+$/;
const part = /(\d+)(ms|[smhdw])/g;

/**
 * Milliseconds of a duration as Prometheus writes it: `500ms`, `30s`, `1h30m`, `7d`.
 * Undefined for anything else.
 */
export function parseDuration(text: string): number | undefined {
  if (!whole.test(text)) return undefined;
  let total = 0;
  for (const [, count, unit] of text.matchAll(part)) {
    total += Number(count) * units[unit as keyof typeof units];
  }
  return total;
}
