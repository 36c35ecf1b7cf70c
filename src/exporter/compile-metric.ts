import type { LabelConfig, MetricConfig, SourceConfig } from '../config/config.js';
import { parseEventTime } from '../decode/event-time.js';
import type { InstrumentDefinition, LabelSource } from '../series/instrument-definition.js';
import { labelTransform } from '../series/label-transform.js';
import type { ConditionNumbers } from './condition-list.js';
import { metricFingerprint } from './metric-fingerprint.js';

/** What all metrics of one source have, whatever their type. */
export type CommonDefinition = Omit<InstrumentDefinition, 'type' | 'when' | 'value' | 'buckets'>;

/** One metric of one source, with its fields as columns and its conditions as numbers. */
export function compileMetric(
  source: SourceConfig,
  metric: MetricConfig,
  numbers: ConditionNumbers,
  columnOf: (field: string) => number,
): CommonDefinition {
  const ordered = inOrder(metric.labels);
  return {
    name: metric.name,
    help: `${metric.help} (${metric.origin.file}:${metric.origin.line})`,
    labels: ordered.map((label) => compileLabel(label, ordered, numbers, columnOf)),
    constants: [
      ['source', source.name],
      ['system', source.system],
    ],
    limit: metric.limit,
    fingerprint: metricFingerprint(source, metric),
  };
}

/** Labels made from other labels behind those they are made from. */
function inOrder(labels: readonly LabelConfig[]): LabelConfig[] {
  const done: LabelConfig[] = [];
  let rest = [...labels];
  while (rest.length > 0) {
    const ready = rest.filter(({ label }) => label === undefined || done.some(({ name }) => name === label));
    done.push(...ready);
    if (ready.length === 0) throw new Error('a circle of labels passed the configuration');
    rest = rest.filter((label) => !ready.includes(label));
  }
  return done;
}

/** The number that an event brings; undefined: see InstrumentDefinition. */
export function compileValue(
  metric: MetricConfig,
  columnOf: (field: string) => number,
): InstrumentDefinition['value'] {
  if (metric.value === undefined) return undefined;
  const { field, scale } = metric.value;
  const column = columnOf(field.text);
  if (scale === 'timestamp') return { column, read: ({ text }) => parseEventTime(text) };
  return { column, read: ({ number }) => number * scale };
}

function compileLabel(
  label: LabelConfig,
  all: readonly LabelConfig[],
  numbers: ConditionNumbers,
  columnOf: (field: string) => number,
): LabelSource {
  const { name } = label;
  if (label.field !== undefined) {
    const column = columnOf(label.field.text);
    return { name, from: 'field', column, transform: labelTransform(label), values: knownValues(label) };
  }
  if (label.label !== undefined) {
    const index = all.findIndex((other) => other.name === label.label);
    return { name, from: 'label', index, transform: labelTransform(label) };
  }
  if (label.cases !== undefined) {
    const conditions = numbers.cases.get(name)!;
    const cases = label.cases.map(({ value }, i) => ({ value, condition: conditions[i]! }));
    return { name, from: 'cases', cases, default: label.default };
  }
  return { name, from: 'value', value: label.value ?? '' };
}

/** Values that a field's label can have, where they are known: listed, or all that a map or a table of networks gives. */
function knownValues(label: LabelConfig): readonly string[] {
  if (label.values.length > 0) return label.values;
  if (label.default === undefined || label.hmac !== undefined) return [];
  if (label.map !== undefined) return [...new Set([...label.map.values(), label.default])];
  if (label.cidr !== undefined) return [...new Set([...label.cidr.map(({ name }) => name), label.default])];
  return [];
}
