import type { Matches } from '../match/matches.js';
import type { LabelSource } from './instrument-definition.js';

/** Labels whose value no column gives: by position of the label, the number of its value; -1 for the others. */
export type FixedLabels = readonly number[];

/** The number that stands for value `text` of the label at `position`. */
export type LabelNumber = (position: number, text: string) => number;

/**
 * The labels of all events of an outcome that follow from its conditions. Undefined when a label with cases has none
 * for the event: the metric does not want it. A label that the metric chooses itself is left open (see `withChoice`).
 */
export function fixedLabels(
  labels: readonly LabelSource[],
  labelNumber: LabelNumber,
  outcome: number,
  matches: Matches,
): FixedLabels | undefined {
  const fixed: number[] = [];
  for (const [at, label] of labels.entries()) {
    if (label.from !== 'cases') {
      fixed.push(-1);
      continue;
    }
    const met = label.cases.find(({ condition }) => matches.holds(outcome, condition));
    const value = met?.value ?? label.default;
    if (value === undefined) return undefined;
    fixed.push(labelNumber(at, value));
  }
  return fixed;
}

/** The same with the number of a value that the metric chose for the label at `position`. */
export function withChoice(fixed: FixedLabels, position: number, number: number): FixedLabels {
  return fixed.with(position, number);
}
