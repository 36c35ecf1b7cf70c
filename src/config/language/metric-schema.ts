import type { MapNode } from '../document/node.js';
import { boolean } from '../schema/boolean.js';
import { choice } from '../schema/choice.js';
import { optional, required, requiredIf } from '../schema/key.js';
import { list, oneOrMore } from '../schema/list.js';
import { located } from '../schema/located.js';
import { finiteNumber, integer } from '../schema/number.js';
import { type ObjectOf, object } from '../schema/object.js';
import type { At, Infer } from '../schema/schema.js';
import { anyText, text } from '../schema/text.js';
import { checkBuckets, defaultBuckets } from './buckets.js';
import { condition } from './condition-schema.js';
import { checkLabelReferences } from './label-references.js';
import { labels } from './labels-schema.js';
import { metricName, wrongSuffix } from './metric-name.js';
import { value } from './value-schema.js';

export const metricTypes = ['counter', 'gauge', 'histogram'] as const;

const name = required(metricName, 'The name of the metric.');
const helpDoc = 'A sentence that says what the metric counts.';
const typeDoc = 'One of counter, gauge, histogram.';
const helpText = text('a sentence');
const type = choice('type', metricTypes);

const body = {
  when: optional(condition, 'The events that count. Without it: every event.'),
  value: optional(
    value,
    'The number that an event brings. Counter: 1 without it. Gauge: the time of the event without it.',
  ),
  buckets: optional(
    list(finiteNumber('a finite number (+Inf is there by itself)'), 'a list of numbers'),
    'Upper bounds of the buckets of a histogram, ascending.',
    defaultBuckets,
  ),
  labels: optional(labels, 'Names of labels, with the fields that they are made of.'),
  limit: optional(
    integer('a whole number', { minimum: 1, maximum: 1_000_000 }),
    'Series per source; what goes beyond is counted as `__other__`.',
    1_000,
  ),
};

const presetKeys = { name, help: required(helpText, helpDoc), type: required(type, typeDoc), ...body };

/** An entry with `enabled: false` only removes, and needs no more than the name. */
function counts(entry: MapNode): boolean {
  const enabled = entry.entries.get('enabled')?.value;
  return !(enabled?.kind === 'scalar' && enabled.value === false);
}

const userKeys = {
  name,
  help: requiredIf(counts, helpText, helpDoc),
  type: requiredIf(counts, type, typeDoc),
  enabled: optional(boolean, "false removes the preset's metric of this name.", true),
  sources: optional(
    oneOrMore(located(anyText('the name of a source')), 'a list of sources'),
    'The sources that it counts. Without it: all.',
  ),
  ...body,
};

/** A metric of a preset: it counts the source that names the preset. */
export const presetMetric = object(presetKeys, { name: 'a metric', check: checkMetric });

/** A metric of exporter.yml. */
export const userMetric = object(userKeys, {
  name: 'a metric',
  check: checkMetric,
  json: {
    if: { properties: { enabled: { const: false } }, required: ['enabled'] },
    else: { required: ['help', 'type'] },
  },
});

export type PresetMetric = Infer<typeof presetMetric>;
export type UserMetric = Infer<typeof userMetric>;

function checkMetric(metric: ObjectOf<typeof presetKeys>, at: At & { node: MapNode }): void {
  const { issues } = at.file;
  const has = (key: string): boolean => at.node.entries.has(key);
  if (metric.labels !== undefined) checkLabelReferences(metric.labels);
  if (metric.buckets !== undefined) checkBuckets(metric.buckets, [...at.path, 'buckets'], at.file);
  if (metric.type === undefined) return;
  const suffix = metric.name === undefined ? undefined : wrongSuffix(metric.name, metric.type);
  if (suffix !== undefined) issues.add([...at.path, 'name'], suffix);
  if (metric.type !== 'histogram' && has('buckets')) {
    issues.add([...at.path, 'buckets'], `remove "buckets": a ${metric.type} has none`, { atKey: true });
  }
  if (metric.type === 'histogram' && !has('value')) {
    issues.add(at.path, 'missing key "value": a histogram needs the field that it measures');
  }
  if (metric.type !== 'gauge' && metric.value?.scale === 'timestamp') {
    issues.add(
      [...at.path, 'value', 'unit'],
      `unit "timestamp" is for gauges; a ${metric.type} cannot add up times`,
    );
  }
}
