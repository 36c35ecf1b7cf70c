import { quote } from '../document/describe-node.js';
import { rotatedFault } from '../rotated-pattern.js';
import { choice } from '../schema/choice.js';
import { Fault } from '../schema/fault.js';
import { optional, required } from '../schema/key.js';
import { oneOrMore } from '../schema/list.js';
import { located } from '../schema/located.js';
import { map } from '../schema/map.js';
import { object } from '../schema/object.js';
import type { Infer, Schema } from '../schema/schema.js';
import { anyText, parsedText, text } from '../schema/text.js';
import { condition } from './condition-schema.js';
import { fieldPath } from './field-path-schema.js';
import { formats } from './format-schema.js';
import { duration, lineBytes } from './quantities.js';

const file: Schema<string> = parsedText({
  expected: 'a path, a glob, or - for standard input',
  parse(path) {
    if (path.trim() === '' || path.includes('\0')) return undefined;
    return path.endsWith('/')
      ? new Fault(`${quote(path)} is a directory; name files: ${quote(`${path}*.log`)}`)
      : path;
  },
  json: { pattern: '[^/]$' },
});

const rotated: Schema<string> = parsedText({
  expected: 'a pattern such as "{name}.[0-9]*"',
  parse(pattern) {
    const fault = rotatedFault(pattern);
    return fault === undefined ? pattern : new Fault(`${quote(pattern)} ${fault}`);
  },
  json: { pattern: '\\{(path|name|stem)\\}' },
});

const aliasName = {
  wrong: (name: string) =>
    /^[a-zA-Z_][\w-]*$/.test(name) ? undefined : 'is not a name; letters, digits, "_" and "-" are allowed',
  pattern: '^[a-zA-Z_][a-zA-Z0-9_-]*$',
  minProperties: 0,
} as const;

/** Keys that a source and a preset have in common. */
export const decodingKeys = {
  time: optional(fieldPath, 'The field with the time of the event.'),
  id: optional(fieldPath, 'The field with the id of the event, shown as exemplar.'),
  fields: optional(
    map(oneOrMore(fieldPath, 'a field path or a list of them'), 'a map of names to field paths', aliasName),
    'Names of your own for fields; of several fields, the first that is there.',
  ),
  ignore: optional(condition, 'Events that no metric shall see.'),
};

const source = object(
  {
    files: required(
      located(oneOrMore(file, 'a path or a list of paths; globs are allowed, and - is standard input')),
      'The log files: a path or a list of paths; globs are allowed, and - is standard input.',
    ),
    preset: optional(
      text('the name of a preset'),
      'What is known of the log, by name; see `auditlog-exporter presets`.',
    ),
    format: optional(formats, "How lines are read. In place of the preset's."),
    system: optional(anyText('a name'), "Value of the label `system`. In place of the preset's."),
    ...decodingKeys,
    start: optional(
      choice('start', ['beginning', 'end']),
      'Where to start in files that are seen for the first time.',
      'beginning',
    ),
    rotated: optional(
      oneOrMore(rotated, 'a pattern or a list of patterns such as "{name}.[0-9]*"'),
      'Names that a log gets when it is rotated, to find history after a stop: {path}, {dir}, {name}, {stem} and {ext} stand for parts of its path, wildcards may stand in the file name; .gz and .zst are found too. The default finds what logrotate makes.',
    ),
    max_line_bytes: optional(lineBytes, 'Longer lines are skipped and counted.', '1MiB'),
    poll_interval: optional(duration, 'Time between two looks at the files.', '250ms'),
  },
  { name: 'a source' },
);

export type SourceEntry = Infer<typeof source>;

export const sources = map(source, 'a map of source names to sources', {
  wrong: (name) =>
    /^[a-zA-Z0-9_.-]+$/.test(name)
      ? undefined
      : 'is not a source name; letters, digits, "_", "." and "-" are allowed',
  pattern: '^[a-zA-Z0-9_.-]+$',
});
