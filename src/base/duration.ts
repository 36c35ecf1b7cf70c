/** Largest first, the order in which Prometheus wants them; a year has 365 days there. */
const units = [31_536_000_000, 604_800_000, 86_400_000, 3_600_000, 60_000, 1_000, 1] as const;
const whole = /^(?=.)(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/;

/**
 * Milliseconds of a duration as Prometheus writes it (each unit at most once, the larger before the smaller): `500ms`,
 * `30s`, `1h30m`, `7d`. Undefined for anything else.
 */
export function parseDuration(text: string): number | undefined {
  const counts = whole.exec(text)?.slice(1);
  return counts?.reduce((total, count, i) => total + Number(count ?? 0) * units[i]!, 0);
}
