import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { parseYaml } from '../document/parse-yaml.js';
import { toData } from '../document/to-data.js';
import { boolean } from './boolean.js';
import { byKind } from './by-kind.js';
import { choice } from './choice.js';
import { define } from './define.js';
import type { Definitions } from './json-schema.js';
import { optional, required } from './key.js';
import { list, oneOrMore } from './list.js';
import { located } from './located.js';
import { map } from './map.js';
import { mapped } from './mapped.js';
import { finiteNumber, integer } from './number.js';
import { object } from './object.js';
import type { Schema } from './schema.js';
import { tagged } from './tagged.js';
import { anyText, text } from './text.js';

function read<T>(schema: Schema<T>, yaml: string): { value: T | undefined; issues: string[] } {
  const { root } = parseYaml(yaml);
  assert.ok(root, yaml);
  const issues: string[] = [];
  const add = (path: readonly (string | number)[], message: string): void => {
    issues.push(`${path.join('/')}: ${message}`);
  };
  return {
    value: schema.read({ node: root, path: [], file: { name: 'x', directory: '.', issues: { add } } }),
    issues,
  };
}

function reads<T>(schema: Schema<T>, yaml: string, value: unknown): void {
  assert.deepEqual(read(schema, yaml), { value, issues: [] });
}

function refuses<T>(schema: Schema<T>, yaml: string, ...issues: string[]): void {
  assert.deepEqual(read(schema, yaml).issues, issues);
}

test('scalars', () => {
  reads(text('a word'), 'a', 'a');
  refuses(text('a word'), '" "', ': expected a word, found " "');
  refuses(text('a word'), '5', ': expected a word (a text: in quotes), found 5');
  refuses(text('a word'), '[a]', ': expected a word, found a list');
  reads(anyText('a text'), '1.0', '1.0');
  reads(anyText('a text'), 'true', 'true');
  refuses(anyText('a text'), '~', ': expected a text, found nothing');
  reads(boolean, 'false', false);
  refuses(boolean, 'no', ': expected true or false, found "no"');
  reads(integer('a port', { minimum: 1, maximum: 9 }), '9', 9);
  refuses(integer('a port', { minimum: 1, maximum: 9 }), '10', ': expected a port from 1 to 9, found 10');
  refuses(integer('a port', { minimum: 1, maximum: 9 }), '1.5', ': expected a port from 1 to 9, found 1.5');
  reads(finiteNumber('a number'), '1e3', 1000);
  refuses(finiteNumber('a number'), '.nan', ': expected a number, found .nan');
});

test('a long value is cut in messages, and stays on one line', () => {
  const [issue = ''] = read(boolean, `"${'x'.repeat(70)}\\n"`).issues;
  assert.equal(issue, `: expected true or false, found "${'x'.repeat(60)}…"`);
  refuses(boolean, '"a\\nb"', ': expected true or false, found "a\\nb"');
});

test('choices suggest the nearest word', () => {
  const format = choice('format', ['json', 'logfmt']);
  reads(format, 'json', 'json');
  refuses(format, 'jsn', ': unknown format "jsn"; did you mean "json"? valid here: json, logfmt');
  refuses(format, 'zzzz', ': unknown format "zzzz"; valid here: json, logfmt');
  refuses(format, '{}', ': expected format: json, logfmt, found a map');
});

test('lists leave out what is wrong and tell all of it', () => {
  const numbers = list(finiteNumber('a number'), 'numbers');
  reads(numbers, '[1, 2]', [1, 2]);
  refuses(numbers, '[]', ': expected numbers, found an empty list');
  assert.deepEqual(read(numbers, '[1, a, 3, b]'), {
    value: [1, 3],
    issues: ['1: expected a number, found "a"', '3: expected a number, found "b"'],
  });
  reads(list(boolean, 'flags', 0), '[]', []);
  reads(oneOrMore(boolean, 'flags'), 'true', [true]);
  reads(oneOrMore(boolean, 'flags'), '[true]', [true]);
});

test('maps keep the order of the file and any key', () => {
  const flags = map(boolean, 'flags', { wrong: (key) => (key === 'bad' ? 'is bad' : undefined) });
  const { value } = read(flags, '{b: true, 10: true, 9: false, __proto__: true, constructor: false}');
  assert.deepEqual(
    [...(value ?? [])],
    [
      ['b', true],
      ['10', true],
      ['9', false],
      ['__proto__', true],
      ['constructor', false],
    ],
  );
  refuses(flags, '{bad: 1}', 'bad: "bad" is bad', 'bad: expected true or false, found 1');
  refuses(flags, '{}', ': expected flags, found an empty map');
  refuses(flags, 'a', ': expected flags, found "a"');
});

const door = object(
  {
    name: required(text('a name'), 'Its name.'),
    open: optional(boolean, 'Whether it is open.'),
    key: required(text('a key'), 'Its key.'),
  },
  { name: 'a door' },
);

test('objects tell unknown and missing keys, and read the rest', () => {
  const { value, issues } = read(door, '{name: a, open: 1, lock: b}');
  assert.equal(value?.name, 'a');
  assert.equal(value?.open, undefined);
  assert.equal(value?.origin.line, 1);
  assert.deepEqual(issues, [
    'lock: unknown key "lock"; valid here: name, open, key',
    ': missing key "key": its key',
    'open: expected true or false, found 1',
  ]);
  refuses(door, '[]', ': expected a door (a map with name, key), found a list');
});

test('a missing key that was misspelt is told once', () => {
  refuses(
    door,
    '{nmae: a, key: b}',
    'nmae: unknown key "nmae"; did you mean "name"? valid here: name, open, key',
  );
});

test('inherited names are not keys of an object', () => {
  for (const key of ['__proto__', 'constructor', 'toString']) {
    const [issue = ''] = read(door, `{name: a, ${key}: b}`).issues;
    assert.match(issue, new RegExp(`unknown key "${key}"`));
  }
});

test('exactly one of some keys', () => {
  const one = object(
    { a: optional(boolean, 'A.'), b: optional(boolean, 'B.') },
    { name: 'a thing', exactlyOne: ['a', 'b'] },
  );
  refuses(one, '{}', ': a thing needs exactly one of a, b; it has none');
  refuses(one, '{a: true, b: true}', 'b: a thing needs exactly one of a, b; remove "b" or "a"');
  refuses(one, '{a: true}');
});

test('what may be written in several ways is told apart by its kind', () => {
  const either = byKind<string | number>('a word or a map', {
    scalar: text('a word'),
    map: mapped(map(boolean, 'flags'), (flags) => flags.size),
  });
  reads(either, 'a', 'a');
  reads(either, '{a: true}', 1);
  refuses(either, '[a]', ': expected a word or a map, found a list');
  refuses(either, '~', ': expected a word or a map, found nothing');
});

const shape = tagged<string>('type', 'a shape', {
  dot: mapped(object({ type: required(choice('type', ['dot']), 'T.') }, { name: 'a dot' }), () => 'dot'),
  box: mapped(
    object(
      { type: required(choice('type', ['box']), 'T.'), size: required(boolean, 'S.') },
      { name: 'a box' },
    ),
    () => 'box',
  ),
});

test('tagged objects', () => {
  reads(shape, '{type: dot}', 'dot');
  refuses(shape, '{type: bx}', 'type: unknown type "bx"; did you mean "box"? valid here: dot, box');
  refuses(shape, '{type: [a]}', 'type: unknown type "a list"; valid here: dot, box');
  refuses(shape, '{size: true}', ': missing key "type": one of dot, box');
  refuses(shape, '{type: constructor}', 'type: unknown type "constructor"; valid here: dot, box');
});

test('located values know their line', () => {
  const { value } = read(map(located(boolean), 'flags'), '\n\na: true');
  assert.equal(value?.get('a')?.origin.line, 3);
  assert.deepEqual(value?.get('a')?.origin.path, ['a']);
});

test('a schema and its JSON Schema agree on any data', () => {
  const all = object(
    {
      flag: required(boolean, 'F.'),
      word: optional(define('word', text('a word')), 'W.'),
      loose: optional(anyText('a text'), 'L.'),
      kind: optional(choice('kind', ['a', 'b']), 'K.'),
      count: optional(integer('a count', { minimum: 0, maximum: 3 }), 'C.'),
      size: optional(finiteNumber('a size'), 'S.'),
      many: optional(oneOrMore(define('word', text('a word')), 'words'), 'M.'),
      by: optional(map(list(boolean, 'flags', 0), 'lists of flags'), 'B.'),
      shape: optional(byKind('a shape', { map: shape, scalar: text('a word') }), 'H.'),
    },
    { name: 'all' },
  );
  const definitions: Definitions = new Map();
  const validate = new Ajv({ allowUnionTypes: true }).compile({
    ...all.json(definitions),
    definitions: Object.fromEntries(definitions),
  });
  const scalar = fc.constantFrom<unknown>('a', 'b', '', ' ', 'dot', 0, 1, 3, 4, 1.5, true, false, null);
  const shapes = fc.record(
    { type: fc.constantFrom('dot', 'box', 'x'), size: scalar, other: scalar },
    { requiredKeys: [], noNullPrototype: true },
  );
  const any = fc.oneof(
    scalar,
    fc.array(scalar, { maxLength: 2 }),
    shapes,
    fc.dictionary(fc.constantFrom('a', 'b'), fc.array(scalar, { maxLength: 2 }), { noNullPrototype: true }),
  );
  const names = ['flag', 'word', 'loose', 'kind', 'count', 'size', 'many', 'by', 'shape', 'other'];
  const verdicts = new Set<boolean>();
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), any, { maxKeys: 3 }), (entries) => {
      const yaml = JSON.stringify({ flag: true, ...entries });
      const { root } = parseYaml(yaml);
      const valid = validate(root && toData(root));
      assert.equal(read(all, yaml).issues.length === 0, valid, yaml);
      verdicts.add(valid);
    }),
    { numRuns: 2_000 },
  );
  assert.equal(verdicts.size, 2);
});
