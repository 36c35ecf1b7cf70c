/** A sample's value in the shortest text that reads back as the same number. */
export function formatValue(value: number): string {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+Inf' : '-Inf';
}

/**
 * A bucket's bound as OpenMetrics writes numbers that are label values ("Canonical Numbers"): Go's `%g` with
 * `.0` where it would look like an integer. Used in text 0.0.4 as well: `le` is part of the series' identity,
 * which must not depend on the format a scrape happens to use, and Prometheus 3 stores this form anyway.
 */
export function formatBound(value: number): string {
  if (!Number.isFinite(value)) return formatValue(value);
  const [digits = '0', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) {
    const text = String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const sign = exponent < 0 ? '-' : '+';
  return `${digits}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
