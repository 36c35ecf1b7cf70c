import type { LabelSource } from './instrument-definition.js';

/**
 * The series that are known before any event: one tuple of key label values (those of `field` and `cases` labels, in
 * order) for each. Empty when one of the labels can have any value; one empty tuple when there is no such label.
 */
export function knownTuples(labels: readonly LabelSource[]): string[][] {
  let tuples: string[][] = [[]];
  for (const label of labels) {
    if (label.from === 'value' || label.from === 'label') continue;
    const values = knownValues(label);
    if (values.length === 0) return [];
    tuples = tuples.flatMap((tuple) => values.map((value) => [...tuple, value]));
  }
  return tuples;
}

function knownValues(label: Extract<LabelSource, { from: 'field' | 'cases' }>): readonly string[] {
  if (label.from === 'field') return label.values;
  const values = label.cases.map(({ value }) => value);
  return label.default === undefined ? values : [...new Set([...values, label.default])];
}
