import { builtinNames } from '../../memory/secrets/builtin-names.js';
import { boolean } from '../schema/boolean.js';
import { byKind } from '../schema/by-kind.js';
import { choice } from '../schema/choice.js';
import { optional } from '../schema/key.js';
import { list, oneOrMore } from '../schema/list.js';
import { map } from '../schema/map.js';
import { integer } from '../schema/number.js';
import type { Schema } from '../schema/schema.js';
import { condition } from './condition-schema.js';
import { fieldPath } from './field-path-schema.js';
import { duration, learningTime, windowLength } from './quantities.js';
import { secretPattern } from './regex.js';

const fields = oneOrMore(fieldPath, 'a field path or a list of them');
const count = integer('a whole number', { minimum: 1, maximum: 1_000_000_000 });

const patternName = {
  wrong: (name: string) =>
    /^[a-zA-Z_][\w.-]*$/.test(name)
      ? undefined
      : 'is not a name of a pattern; letters, digits, "_", "-" and "." are allowed, and a letter or "_" at the start',
  pattern: '^[a-zA-Z_][a-zA-Z0-9_.-]*$',
} as const;

const notifyAt: Schema<number | ReadonlyMap<string, number>> = byKind<number | ReadonlyMap<string, number>>(
  'a number, or a map of windows to numbers',
  { scalar: count, map: map(count, 'a map of windows to numbers') },
);

const builtinExpected = 'true, false or a list of names';
const builtin: Schema<boolean | readonly string[]> = byKind<boolean | readonly string[]>(builtinExpected, {
  scalar: { ...boolean, expected: builtinExpected },
  list: list(choice('built-in pattern', builtinNames), 'a list of names'),
});

/** Keys of the metrics that remember events; which kind has which is in metric-types.ts. */
export const memoryKeys = {
  from: optional(condition, 'duration: events that begin what is measured.'),
  to: optional(condition, 'duration: events that end it; labels are made from these.'),
  key: optional(fields, 'duration: the field or fields that tell which two events belong together.'),
  timeout: optional(duration, 'duration: the time between the two at most.', '5m'),
  until: optional(condition, 'streak: events that end it; one that also meets `when` does too.'),
  of: optional(fields, 'distinct, first_seen: the field or fields whose values are looked at.'),
  windows: optional(
    oneOrMore(windowLength, 'a duration or a list of them'),
    'distinct: how far back values count; values of the label `window`.',
    ['1h'],
  ),
  learn: optional(
    learningTime,
    'first_seen: time from the first event on in which combinations are learned and not counted.',
    '24h',
  ),
  remember: optional(
    integer('a whole number', { minimum: 1, maximum: 10_000_000 }),
    'duration, first_seen: entries kept at most; beyond, the oldest is forgotten and counted.',
    100_000,
  ),
  notify_at: optional(
    notifyAt,
    'streak, distinct: label sets that reach this number are counted in <name>_reached_total; for distinct also a map of windows to numbers.',
  ),
  patterns: optional(
    map(secretPattern, 'a map of names to RE2 patterns', patternName),
    'secrets: your own patterns by name, beside the built-in ones.',
  ),
  builtin: optional(
    builtin,
    'secrets: the built-in patterns that are used: all, none, or some by name.',
    true,
  ),
};
