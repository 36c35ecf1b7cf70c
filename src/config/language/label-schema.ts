import type { LabelConfig } from '../config.js';
import { boolean } from '../schema/boolean.js';
import { byKind } from '../schema/by-kind.js';
import { optional } from '../schema/key.js';
import { list } from '../schema/list.js';
import { map } from '../schema/map.js';
import { mapped } from '../schema/mapped.js';
import { type ObjectOf, object } from '../schema/object.js';
import type { Schema } from '../schema/schema.js';
import { anyText } from '../schema/text.js';
import { cidr } from './cidr-schema.js';
import { condition } from './condition-schema.js';
import { fieldPath } from './field-path-schema.js';
import { hmac } from './hmac-schema.js';
import { replacements } from './replace-schema.js';
import { segments } from './segments-schema.js';

/** A label without its name and place. */
export type LabelRule = Omit<LabelConfig, 'name' | 'origin'>;

export const emptyRule: LabelRule = {
  field: undefined,
  label: undefined,
  cases: undefined,
  value: undefined,
  segments: undefined,
  replace: [],
  lower: false,
  cidr: undefined,
  map: undefined,
  hmac: undefined,
  default: undefined,
  values: [],
};

const keys = {
  field: optional(fieldPath, 'The field whose value the label takes.'),
  label: optional(
    anyText('the name of another label'),
    'Another label of this metric, to make this one from.',
  ),
  cases: optional(
    map(condition, 'a map of values to conditions'),
    'Values with their conditions; the first that is met. Met by none and no default: not counted.',
  ),
  value: optional(anyText('a text'), 'The same value for every event.'),
  segments: optional(segments, 'Part of a path split at "/": a number, or a slice such as "0:2".'),
  replace: optional(
    replacements,
    'Regular expressions as in Prometheus relabelling: anchored, $1 in the replacement.',
  ),
  lower: optional(boolean, 'Make it lower case.', false),
  cidr: optional(cidr, 'Names of networks with their ranges; the first that holds the address.'),
  map: optional(map(anyText('a text'), 'a map of texts to texts'), 'Values to put in place of others.'),
  hmac: optional(hmac, 'A keyed hash in place of the value.'),
  default: optional(anyText('a text'), 'Where the field is absent or empty, or nothing else matched.'),
  values: optional(
    list(anyText('a text'), 'a list of texts'),
    'Values known in advance: exposed at 0 from the start.',
  ),
};

const labelObject: Schema<LabelRule> = mapped(
  object(keys, {
    name: 'a label',
    exactlyOne: ['field', 'label', 'cases', 'value'],
    check(_, at) {
      for (const key of at.node.entries.keys()) {
        const why = uselessness(key, at.node.entries);
        if (why === undefined) continue;
        at.file.issues.add([...at.path, key], `remove ${JSON.stringify(key)}: ${why}`, { atKey: true });
      }
    },
  }),
  toRule,
);

const sources = new Set(['field', 'label', 'cases', 'value']);

/** Why an option would do nothing, or not what somebody wanted, beside the others; undefined when it is of use. */
function uselessness(key: string, beside: { has(key: string): boolean }): string | undefined {
  if (!Object.hasOwn(emptyRule, key) || sources.has(key)) return undefined;
  if (beside.has('value')) return 'it has no effect on a constant value';
  if (beside.has('cases') && key !== 'default')
    return 'it has no effect on cases, which name their values as they are';
  if (key !== 'values') return undefined;
  if (beside.has('label')) return 'the values of the other label say what is known in advance';
  return beside.has('hmac') ? 'it would show in clear text what hmac hides' : undefined;
}

function toRule(read: ObjectOf<typeof keys>): LabelRule {
  const { origin: _, cases, cidr: networks, values = [], ...same } = read;
  return {
    ...same,
    cases: cases && [...cases].map(([value, when]) => ({ value, when })),
    cidr: networks && [...networks].map(([name, ranges]) => ({ name, ranges })),
    replace: same.replace ?? [],
    lower: same.lower ?? false,
    values: [...new Set(values)],
  };
}

/** What a label is made of: a field path, or a map. */
export const labelRule: Schema<LabelRule> = byKind(
  'a field path, or a map with field, cases, label or value',
  {
    scalar: mapped(fieldPath, (field) => ({ ...emptyRule, field })),
    map: labelObject,
  },
);
