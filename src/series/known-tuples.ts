import type { LabelSource } from './instrument-definition.js';
import { isKeyLabel, type KeyLabel } from './key-labels.js';

/**
 * The series that are known before any event: one tuple of key label values (see key-labels.ts) for each. Empty when one of the labels can have any value; one empty tuple when there is no such label.
 */
export function knownTuples(labels: readonly LabelSource[]): string[][] {
  let tuples: string[][] = [[]];
  for (const label of labels) {
    if (!isKeyLabel(label)) continue;
    const values = knownValues(label);
    if (values.length === 0) return [];
    tuples = tuples.flatMap((tuple) => values.map((value) => [...tuple, value]));
  }
  return tuples;
}

function knownValues(label: KeyLabel): readonly string[] {
  if (label.from !== 'cases') return label.values;
  const values = label.cases.map(({ value }) => value);
  return label.default === undefined ? values : [...new Set([...values, label.default])];
}
