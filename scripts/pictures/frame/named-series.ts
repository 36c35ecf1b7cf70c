import type { FieldConfig, PanelJson } from '../model/dashboard-json.js';
import { type Answer, nameOf } from '../query/answer.js';
import { fieldConfigOf } from '../value/field-config.js';

/** A series as a panel shows it. */
export interface NamedSeries {
  readonly name: string;
  readonly config: FieldConfig;
  readonly times: readonly number[];
  readonly values: readonly (number | null)[];
}

/** The series of all answers, those of the first target first. */
export function namedSeries(panel: PanelJson, answers: readonly Answer[]): NamedSeries[] {
  return answers.flatMap(({ target, times, series }) =>
    series.map(({ labels, values }) => {
      const name = nameOf(target, labels);
      const config = fieldConfigOf(panel, { name, refId: target.refId, type: 'number' });
      return { name, config, times, values };
    }),
  );
}
