import type { MetricType } from '../config.js';
import type { MapNode } from '../document/node.js';
import { nearestWord } from '../nearest-word.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { At } from '../schema/schema.js';

export const metricTypes = [
  'counter',
  'gauge',
  'histogram',
  'duration',
  'streak',
  'distinct',
  'first_seen',
  'secrets',
] as const satisfies readonly MetricType[];

interface TypeKeys {
  readonly noun: string;
  readonly allowed: readonly string[];
  /** With why. */
  readonly needed: Readonly<Record<string, string>>;
}

const counted = ['when', 'labels', 'limit'];

const keysOf: Readonly<Record<MetricType, TypeKeys>> = {
  counter: { noun: 'a counter', allowed: [...counted, 'value'], needed: {} },
  gauge: { noun: 'a gauge', allowed: [...counted, 'value'], needed: {} },
  histogram: {
    noun: 'a histogram',
    allowed: [...counted, 'value', 'buckets'],
    needed: { value: 'a histogram needs the field that it measures' },
  },
  duration: {
    noun: 'a duration',
    allowed: [...counted, 'from', 'to', 'key', 'timeout', 'remember', 'buckets'],
    needed: {
      from: 'a duration needs the events that begin what is measured',
      to: 'a duration needs the events that end what is measured',
      key: 'a duration needs the field that tells which two events belong together',
    },
  },
  streak: {
    noun: 'a streak',
    allowed: [...counted, 'until', 'notify_at'],
    needed: { until: 'a streak needs the events that end it' },
  },
  distinct: {
    noun: 'a distinct metric',
    allowed: [...counted, 'of', 'windows', 'notify_at'],
    needed: { of: 'a distinct metric needs the field whose values it counts' },
  },
  first_seen: {
    noun: 'a first_seen metric',
    allowed: [...counted, 'of', 'learn', 'remember'],
    needed: { of: 'a first_seen metric needs the field or fields whose combinations it knows' },
  },
  secrets: { noun: 'a secrets metric', allowed: ['patterns', 'builtin'], needed: {} },
};

/** Keys that are not for every type. */
const special = new Set(metricTypes.flatMap((type) => [...keysOf[type].allowed]));

/** Those of `keys` that a metric of its type can have; undefined: its type is none of those there are. */
export function usefulKeys(
  { entries }: MapNode,
  keys: readonly string[],
  defaultType?: MetricType,
): readonly string[] | undefined {
  const node = entries.get('type')?.value;
  const written = node?.kind === 'scalar' ? node.text : undefined;
  const type = node === undefined ? defaultType : metricTypes.find((word) => word === written);
  if (type === undefined) return undefined;
  return keys.filter((key) => !special.has(key) || keysOf[type].allowed.includes(key));
}

/** Keys that this type does not have, and those that it lacks. */
export function checkTypeKeys(type: MetricType, at: At & { node: MapNode }): void {
  const { noun, allowed, needed } = keysOf[type];
  const meant = new Set<string | undefined>();
  for (const key of at.node.entries.keys()) {
    if (allowed.includes(key)) continue;
    if (special.has(key)) {
      at.file.issues.add([...at.path, key], `remove "${key}": ${noun} has none`, { atKey: true });
    } else meant.add(nearestWord(key, allowed));
  }
  for (const [key, why] of Object.entries(needed)) {
    // What an unknown key was most likely meant to be is told there.
    if (at.node.entries.has(key) || meant.has(key)) continue;
    at.file.issues.add(at.path, `missing key "${key}": ${why}`);
  }
}

/** The same as keywords of a JSON Schema: one `if` for each type. An entry that only removes has no type. */
export function typeKeysJson(defaultType?: MetricType): JsonSchema {
  const removal = { properties: { enabled: { const: false } }, required: ['enabled'] };
  return {
    allOf: metricTypes.map((type) => {
      const named = { properties: { type: { const: type } }, required: ['type'] };
      const unnamed = { not: { required: ['type'] } };
      const { allowed, needed } = keysOf[type];
      const others = [...special].filter((key) => !allowed.includes(key));
      return {
        if: { allOf: [type === defaultType ? { anyOf: [named, unnamed] } : named, { not: removal }] },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: {
          required: Object.keys(needed),
          properties: Object.fromEntries(others.map((key) => [key, false])),
        },
      };
    }),
  };
}
