import type { FormatConfig } from '../config.js';
import type { IssuePath } from '../issue.js';
import { byKind } from '../schema/by-kind.js';
import { choice, unknownWord } from '../schema/choice.js';
import { define } from '../schema/define.js';
import { Fault } from '../schema/fault.js';
import { optional, required } from '../schema/key.js';
import { list, oneOrMore } from '../schema/list.js';
import { type Located, located } from '../schema/located.js';
import { mapped } from '../schema/mapped.js';
import { object } from '../schema/object.js';
import type { Schema } from '../schema/schema.js';
import { tagged } from '../schema/tagged.js';
import { parsedText, text } from '../schema/text.js';
import { fieldPath } from './field-path-schema.js';
import { linePattern } from './regex.js';

const names = ['json', 'logfmt', 'syslog', 'hclog'] as const;
const plain = { json: { type: 'json', expand: undefined, unwrap: [] } } as const;

const formatName: Schema<FormatConfig> = parsedText<FormatConfig>({
  expected: `the name of a format: ${names.join(', ')}`,
  parse(word) {
    if (word === 'regex') return new Fault('format "regex" needs a pattern: { type: regex, pattern: … }');
    const name = names.find((each) => each === word);
    if (name === undefined) return new Fault(unknownWord('format', word, [...names, 'regex']));
    return name === 'json' ? plain.json : { type: name };
  },
  anyScalar: true,
  json: { type: 'string', enum: names },
});

const json: Schema<FormatConfig> = mapped(
  object(
    {
      type: required(choice('type', ['json']), 'the format'),
      expand: optional(fieldPath, 'A field that holds a list: each of its items is an event.'),
      unwrap: optional(
        oneOrMore(text('the name of a field'), 'a field or a list of fields'),
        'A field that holds the event as JSON text (a log shipper wrapped it); the first that is there.',
      ),
    },
    { name: 'a JSON format' },
  ),
  ({ expand, unwrap }) => ({ type: 'json', expand, unwrap: unwrap ?? [] }),
);

const regex: Schema<FormatConfig> = mapped(
  object(
    {
      type: required(choice('type', ['regex']), 'the format'),
      pattern: optional(located(linePattern), 'An RE2 pattern; its named groups become the fields.'),
      patterns: optional(
        list(located(linePattern), 'a list of patterns'),
        'Several; the first that matches.',
      ),
    },
    { name: 'a regex format', exactlyOne: ['pattern', 'patterns'] },
  ),
  ({ pattern, patterns = [] }) => ({
    type: 'regex',
    patterns: (pattern === undefined ? patterns : [pattern]).map(withPath),
  }),
);

function withPath({ value, origin }: Located<string>): { source: string; path: IssuePath } {
  return { source: value, path: origin.path };
}

function withoutOptions(type: 'logfmt' | 'syslog' | 'hclog'): Schema<FormatConfig> {
  const keys = { type: required(choice('type', [type]), 'the format') };
  return mapped(object(keys, { name: `a ${type} format` }), () => ({ type }));
}

const format: Schema<FormatConfig> = define(
  'format',
  byKind('a format (a name, or a map with the key "type")', {
    scalar: formatName,
    map: tagged('type', 'a format', {
      json,
      regex,
      logfmt: withoutOptions('logfmt'),
      syslog: withoutOptions('syslog'),
      hclog: withoutOptions('hclog'),
    }),
  }),
);

/** Formats that are tried in order for each line. */
export const formats: Schema<readonly FormatConfig[]> = oneOrMore(format, 'a format or a list of formats');
