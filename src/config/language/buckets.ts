import type { IssuePath } from '../issue.js';
import type { FileContext } from '../schema/schema.js';

/** Those of the Prometheus client libraries: 5 ms to 10 s. */
export const defaultBuckets: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function checkBuckets(buckets: readonly number[], path: IssuePath, file: FileContext): void {
  for (const [index, bound] of buckets.entries()) {
    const before = buckets[index - 1];
    if (before === undefined || bound > before) continue;
    const found = bound === before ? `${bound} twice` : `${bound} after ${before}`;
    file.issues.add([...path, index], `expected ascending bounds, found ${found}`);
  }
}
