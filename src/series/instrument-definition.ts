import type { Value } from '../decode/value.js';
import type { LabelTransform } from './label-transform.js';

/** Where a label of an instrument comes from. */
export type LabelSource =
  | { readonly name: string; readonly from: 'value'; readonly value: string }
  | {
      readonly name: string;
      readonly from: 'field';
      readonly column: number;
      readonly transform: LabelTransform;
      /** Values known in advance, after the transform; empty when there are none. */
      readonly values: readonly string[];
    }
  | {
      readonly name: string;
      readonly from: 'cases';
      /** The first condition (by its number) that is met names the value. */
      readonly cases: readonly { readonly value: string; readonly condition: number }[];
      /** When none is met; undefined: the event is not counted. */
      readonly default: string | undefined;
    }
  | {
      readonly name: string;
      readonly from: 'label';
      /** Position of the label it is made from; always before this one. */
      readonly index: number;
      readonly transform: LabelTransform;
    }
  /** The metric itself chooses one of these for each event. */
  | { readonly name: string; readonly from: 'choice'; readonly values: readonly string[] };

/** The labels of all series of a metric of one source. */
export interface SeriesLabels {
  readonly labels: readonly LabelSource[];
  /** Labels that every series has: source and system. */
  readonly constants: readonly (readonly [string, string])[];
}

/** One metric of one source, compiled: fields are columns, conditions are numbers. */
export interface InstrumentDefinition extends SeriesLabels {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** Number of the condition an event must meet, or undefined for every event. */
  readonly when: number | undefined;
  /** Undefined: 1 for a counter, the event's time for a gauge. */
  readonly value: { readonly column: number; readonly read: (value: Value) => number } | undefined;
  readonly buckets: readonly number[];
  readonly limit: number;
  /** Equal for definitions that mean the same: then a reload keeps the values. */
  readonly fingerprint: string;
}
