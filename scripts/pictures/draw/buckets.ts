import type { Answer } from '../query/answer.js';

/** What is in one bucket alone, and its upper bound. */
export interface Bucket {
  readonly le: number;
  readonly values: readonly (number | null)[];
}

/** The buckets of a histogram of Prometheus, the lowest first: there each holds also what is in those below it. */
export function buckets(answers: readonly Answer[]): Bucket[] {
  const sums = answers
    .flatMap(({ series }) => series)
    .map(({ labels, values }) => ({
      le: Number((labels['le'] ?? 'NaN').replace('+Inf', 'Infinity')),
      values,
    }))
    .sort((a, b) => a.le - b.le);
  return sums.map(({ le, values }, index) => {
    const below = sums[index - 1]?.values;
    return {
      le,
      values: values.map((value, at) => (value === null ? null : Math.max(0, value - (below?.[at] ?? 0)))),
    };
  });
}
