import type { MapNode } from '../document/node.js';
import { boolean } from '../schema/boolean.js';
import { choice } from '../schema/choice.js';
import { optional, required } from '../schema/key.js';
import { list, oneOrMore } from '../schema/list.js';
import { located } from '../schema/located.js';
import { finiteNumber, integer } from '../schema/number.js';
import { type ObjectOf, object } from '../schema/object.js';
import type { At, Infer } from '../schema/schema.js';
import { anyText, text } from '../schema/text.js';
import { checkBuckets, defaultBuckets } from './buckets.js';
import { checkMemory } from './check-memory.js';
import { condition } from './condition-schema.js';
import { checkLabelReferences } from './label-references.js';
import { labels } from './labels-schema.js';
import { memoryKeys } from './memory-keys.js';
import { metricName, wrongSuffix } from './metric-name.js';
import { checkTypeKeys, metricTypes, typeKeysJson, usefulKeys } from './metric-types.js';
import { value } from './value-schema.js';

const name = required(metricName, 'The name of the metric.');
const helpDoc = 'A sentence that says what the metric counts.';
const typeDoc = `One of ${metricTypes.join(', ')}.`;
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
    'Upper bounds of the buckets of a histogram or a duration, ascending.',
    defaultBuckets,
  ),
  labels: optional(labels, 'Names of labels, with the fields that they are made of.'),
  limit: optional(
    integer('a whole number', { minimum: 1, maximum: 1_000_000 }),
    'Series per source; what goes beyond is counted as `__other__`. streak, distinct: also the label sets that are remembered.',
    1_000,
  ),
  ...memoryKeys,
};

const presetKeys = { name, help: required(helpText, helpDoc), type: required(type, typeDoc), ...body };

/** What a rule of the user's has where it says nothing: three lines (name, when, labels) are a whole rule. */
const defaultHelp = 'Events that meet the rule.';

const userKeys = {
  name,
  help: optional(helpText, helpDoc, defaultHelp),
  type: optional(type, typeDoc, 'counter'),
  enabled: optional(boolean, "false removes the preset's metric of this name.", true),
  sources: optional(
    oneOrMore(located(anyText('the name of a source')), 'a list of sources'),
    'The sources that it counts. Without it: all.',
  ),
  ...body,
};

/** A metric of a preset: it counts the source that names the preset. */
export const presetMetric = object(presetKeys, {
  name: 'a metric',
  useful: (node) => usefulKeys(node, Object.keys(presetKeys)),
  check: checkMetric,
  json: typeKeysJson(),
});

/** A metric of exporter.yml. */
export const userMetric = object(userKeys, {
  name: 'a metric',
  useful: (node) => usefulKeys(node, Object.keys(userKeys), 'counter'),
  check(metric, at) {
    // Only what is absent: a type that is not valid is no counter.
    if (!at.node.entries.has('type')) Object.assign(metric, { type: 'counter' });
    if (!at.node.entries.has('help')) Object.assign(metric, { help: defaultHelp });
    checkMetric(metric, at);
  },
  json: typeKeysJson('counter'),
});

export type PresetMetric = Infer<typeof presetMetric>;
export type UserMetric = Infer<typeof userMetric>;

function checkMetric(metric: ObjectOf<typeof presetKeys>, at: At & { node: MapNode }): void {
  const { issues } = at.file;
  if (metric.labels !== undefined) checkLabelReferences(metric.labels);
  if (metric.buckets !== undefined) checkBuckets(metric.buckets, [...at.path, 'buckets'], at.file);
  const { type } = metric;
  if (type === undefined || isRemoval(at.node)) return;
  const suffix = metric.name === undefined ? undefined : wrongSuffix(metric.name, type);
  if (suffix !== undefined) issues.add([...at.path, 'name'], suffix);
  checkTypeKeys(type, at);
  checkMemory(metric, type, at);
  if ((type === 'counter' || type === 'histogram') && metric.value?.scale === 'timestamp') {
    issues.add(
      [...at.path, 'value', 'unit'],
      `unit "timestamp" is for gauges; a ${type} cannot add up times`,
    );
  }
}

/** An entry with `enabled: false` only removes: its name is that of the preset's metric, of whatever type. */
function isRemoval(entry: MapNode): boolean {
  const enabled = entry.entries.get('enabled')?.value;
  return enabled?.kind === 'scalar' && enabled.value === false;
}
