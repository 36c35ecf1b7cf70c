const numeric = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number that a value of a rule stands for where a number is needed, also when it is in quotes; else NaN. */
export function numberOf(data: unknown): number {
  const text = typeof data === 'string' || typeof data === 'bigint' ? String(data) : '';
  return numeric.test(text) ? Number(text) : Number.NaN;
}
