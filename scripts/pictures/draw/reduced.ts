import { namedSeries } from '../frame/named-series.js';
import type { FieldConfig, PanelJson } from '../model/dashboard-json.js';
import type { Answer } from '../query/answer.js';
import { reduce } from '../value/calcs.js';

export interface ReducedSeries {
  readonly name: string;
  readonly config: FieldConfig;
  readonly values: readonly (number | null)[];
  readonly value: number | undefined;
}

/** Each series with the one number that `reduceOptions` makes of it. */
export function reduced(panel: PanelJson, answers: readonly Answer[]): ReducedSeries[] {
  const { calcs = ['lastNotNull'] } = (panel.options?.['reduceOptions'] ?? {}) as {
    calcs?: readonly string[];
  };
  return namedSeries(panel, answers).flatMap(({ name, config, values }) =>
    calcs.map((calc) => ({ name, config, values, value: reduce(calc, values) })),
  );
}
