import type { Threshold } from '../model/dashboard-json.js';
import { colorOf } from './colors.js';

/** What Grafana takes where a panel says nothing. */
const usual: readonly Threshold[] = [
  { value: null, color: 'green' },
  { value: 80, color: 'red' },
];

/** The colour of the last step that `value` reaches; without a value that of the first one. */
export function thresholdColor(
  steps: readonly Threshold[] | undefined,
  value: number | null | undefined,
): string {
  const all = steps ?? usual;
  const reached = all.filter(
    (step) => step.value === null || (value ?? Number.NEGATIVE_INFINITY) >= step.value,
  );
  return colorOf((reached.at(-1) ?? all[0]!).color);
}
