const needsEscape = /[\\"\n]/;

/**
 * A label value as both exposition formats write it between quotes: `\`, `"` and line feeds escaped; a lone surrogate,
 * which UTF-8 cannot carry, becomes U+FFFD. Source: Prometheus text format 0.0.4, OpenMetrics 1.0.0 "escaped-string".
 */
export function escapeLabelValue(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  if (!needsEscape.test(whole)) return whole;
  return whole.replace(/[\\"\n]/g, (char) => (char === '\n' ? '\\n' : `\\${char}`));
}

/** Label pairs as they stand between braces: `source="vault",user="alice"`. */
export function renderLabels(pairs: Iterable<readonly [string, string]>): string {
  return Array.from(pairs, ([name, value]) => `${name}="${escapeLabelValue(value)}"`).join(',');
}
