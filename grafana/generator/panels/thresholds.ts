import { FieldColorBuilder, FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';

/** Value from which on, and colour; the first one has no value. */
export type Thresholds = readonly (readonly [value: number | null, color: string])[];

/** For what must not happen: 0 is good, 1 is bad. */
export const mustBeZero: Thresholds = [
  [null, 'green'],
  [1, 'red'],
];

/** For what somebody should have planned. */
export const shouldBeZero: Thresholds = [
  [null, 'green'],
  [1, 'orange'],
];

/** For a number that is neither good nor bad. */
export const neutral: Thresholds = [[null, 'blue']];

/** `warning` and `bad` are where the colour changes. */
export function rising(warning: number, bad: number): Thresholds {
  return [
    [null, 'green'],
    [warning, 'orange'],
    [bad, 'red'],
  ];
}

/** For panels whose colours go by another scale when nothing is said. */
export const byThresholds = new FieldColorBuilder().mode(FieldColorModeId.Thresholds);
