/** So many decimals, or as many as make three digits that tell something. */
export function fixed(value: number, decimals?: number): string {
  if (!Number.isFinite(value)) return String(value);
  const digits = Math.min(20, decimals ?? usefulDecimals(value));
  const factor = 10 ** digits;
  // + 0: what is rounded to -0 is 0.
  const text = (Math.round(value * factor) / factor + 0).toFixed(digits);
  return decimals === undefined ? String(Number(text)) : text;
}

function usefulDecimals(value: number): number {
  if (value % 1 === 0) return 0;
  return Math.max(0, (value > 0 ? 2 : 1) - Math.floor(Math.log10(Math.abs(value))));
}
