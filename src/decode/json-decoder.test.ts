import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { corruptedJson, jsonObjectText, wantedPaths } from '../../test/support/arbitrary-json.js';
import { planOf } from '../../test/support/decode-line.js';
import { misleading } from '../../test/support/hostile-bytes.js';
import {
  type PlainValue,
  parseMarked,
  plainOf,
  referenceCell,
  referenceRaw,
} from '../../test/support/json-reference.js';
import { parseFieldPath } from '../config/field-path.js';
import { Batch, type Plan } from './batch.js';
import { Dictionary } from './dictionary.js';
import { type JsonOptions, jsonDecoder } from './json-decoder.js';
import { type LineDecoder, NOT_MINE } from './line-decoder.js';
import { readJsonValue } from './read-json-value.js';

type Row = readonly (PlainValue | string | undefined)[];

/** What a decoder makes of one line that stands between other bytes: its rows, or NOT_MINE. */
function decode(plan: Plan, make: (plan: Plan) => LineDecoder, line: Uint8Array | string, around = '\n') {
  const batch = new Batch(plan, new Dictionary(readJsonValue), 4);
  const start = Buffer.byteLength(around);
  const bytes = Buffer.concat([Buffer.from(around), Buffer.from(line), Buffer.from(around)]);
  batch.begin(bytes);
  const rows = make(plan).decode(bytes, start, bytes.length - start, 0, batch);
  if (rows === NOT_MINE) return NOT_MINE;
  return Array.from(
    { length: rows },
    (_, row): Row => [
      ...plan.columns.map((_path, i) => plainOf(batch.dictionary.value(batch.ids[i]![row]!))),
      ...plan.raws.map((_path, i) => batch.rawText(i, row)),
    ],
  );
}

const json =
  (options: JsonOptions = {}) =>
  (plan: Plan) =>
    jsonDecoder(plan, options);

/** The texts of the cells of one column, row by row. */
function texts(rows: readonly Row[] | typeof NOT_MINE, column = 0): unknown[] {
  assert.notEqual(rows, NOT_MINE);
  return (rows as readonly Row[]).map((row) => {
    const cell = row[column];
    return typeof cell === 'object' ? cell.text : cell;
  });
}

test('takes a damaged line exactly when JSON.parse takes it, and reads the same from it', () => {
  const seen = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(corruptedJson(), wantedPaths, misleading, (line, columns, around) => {
      const plan = { columns, raws: columns };
      const open = line.indexOf('{');
      const data = open === -1 ? undefined : parseMarked(line.toString('utf8', open));
      const rows = decode(plan, json(), line, around);
      seen[data === undefined ? 'refused' : 'taken'] += 1;
      if (data === undefined) return assert.equal(rows, NOT_MINE, line.toString('latin1'));
      const expected = [
        ...columns.map((path) => referenceCell(data, path)),
        ...columns.map((path) => referenceRaw(data, path)),
      ];
      assert.deepEqual(rows, [expected], line.toString('latin1'));
    }),
    { numRuns: 5000 },
  );
  assert.ok(seen.taken > 500 && seen.refused > 500, JSON.stringify(seen));
});

test('passes over what stands before the first brace, and blanks behind the last', () => {
  const plan = planOf(['a']);
  for (const before of ['', '  ', '<13>1 - host vault: ', '\ufeff', '[1] "x" ', '\xff']) {
    for (const behind of ['', ' ', '\t \r']) {
      assert.deepEqual(texts(decode(plan, json(), `${before}{"a":1}${behind}`)), ['1']);
    }
  }
  for (const line of ['{"a":1} x', 'no brace', '{"a":1}{"a":2}', '{"a":1},', '}{', '{', '"{"a":1}"']) {
    assert.equal(decode(plan, json(), line), NOT_MINE, line);
  }
});

test('never reads on in the next line', () => {
  const plan = planOf(['a']);
  for (const cut of [
    '{',
    '{"a"',
    '{"a":',
    '{"a":1',
    '{"a":1,',
    '{"a":[',
    '{"a":[1',
    '{"a":"x',
    '{"a":{}',
    '{"b":{',
  ]) {
    for (const next of ['\n}\n', '\n:1}\n', '\n1}\n', '\n"a":1}\n', '\n]}\n', '"}', '\n}}\n']) {
      assert.equal(decode(plan, json(), cut, next), NOT_MINE, cut + next);
    }
  }
});

test('a log without braces is not searched again for each of its lines', () => {
  const plan = planOf(['a']);
  const lines = Buffer.from('7 bytes\n'.repeat(400_000));
  const batch = new Batch(plan, new Dictionary(readJsonValue));
  const decoder = jsonDecoder(plan);
  const begin = process.cpuUsage();
  for (let at = 0; at < lines.length; at += 8) {
    assert.equal(decoder.decode(lines, at, at + 7, 0, batch), NOT_MINE);
  }
  // A few milliseconds; half a minute where each line is searched to the end of all.
  assert.ok(process.cpuUsage(begin).user < 5e6);
});

test('a line of ever deeper brackets ends, whatever is wanted of it', () => {
  // Far deeper than any stack; work that grows with the square of it would take minutes.
  const n = 200_000;
  const plan = planOf(['a', 'a.b', 'a.b.c', 'b.b.b']);
  for (const [open, close] of [
    ['[', ']'],
    ['{"b":', '}'],
    ['[{"b":', '}]'],
  ] as const) {
    const line = `{"a":${open.repeat(n)}1${close.repeat(n)}}`;
    for (const options of [{}, { expand: parseFieldPath('a')! }, { expand: parseFieldPath('a.b')! }]) {
      assert.notEqual(decode(plan, json(options), line), NOT_MINE);
      assert.equal(decode(plan, json(options), line.slice(0, -1)), NOT_MINE);
    }
  }
});

test('expand makes one row of each object in the array, with the cells of that object', () => {
  const records = fc.array(
    fc.oneof(jsonObjectText, fc.constantFrom('1', 'null', '"{}"', '[{"a":1}]', '{}')),
    {
      maxLength: 12,
    },
  );
  const nested = fc.boolean();
  fc.assert(
    fc.property(records, nested, wantedPaths, (elements, below, columns) => {
      const list = `[ ${elements.join(' , ')}]`;
      const line = below ? `{"x":0,"r":{"list": ${list}}}` : `{"r.list":${list} , "r":{"list":[{"a":"no"}]}}`;
      const rows = decode({ columns, raws: [] }, json({ expand: parseFieldPath('r.list') }), line);
      const objects = elements.filter((text) => text.startsWith('{')).map(parseMarked);
      assert.deepEqual(
        rows,
        objects.map((data) => columns.map((path) => referenceCell(data, path))),
      );
    }),
  );
});

test('expand leaves a line alone in which the path leads to no array', () => {
  const expand = parseFieldPath('r.list');
  const plan = planOf(['a']);
  for (const part of [
    '"r":1',
    '"r":{}',
    '"r":{"list":{}}',
    '"r":[{"list":[{"a":"no"}]}]',
    '"list":[{"a":"no"}]',
  ]) {
    assert.deepEqual(texts(decode(plan, json({ expand }), `{${part},"a":"yes"}`)), ['yes'], part);
  }
  assert.deepEqual(decode(plan, json({ expand }), '{"r":{"list":[]},"a":1}'), []);
  assert.deepEqual(decode(plan, json({ expand }), '{"r":{"list":[{"a":1}]},"r":{"list":[1]},"a":1}'), []);
  assert.equal(decode(plan, json({ expand }), '{"r":{"list":[{"a":1}]}'), NOT_MINE);
  assert.equal(decode(plan, json({ expand }), '{"r":{"list":[{"a":1} {"a":2}]}}'), NOT_MINE);
});

test('expand takes thousands of events from one line', () => {
  const plan = planOf(['a'], ['id']);
  const events = Array.from({ length: 10_000 }, (_, i) => `{"a":${i},"id":"\\u0069${i}"}`);
  const rows = decode(plan, json({ expand: parseFieldPath('Records') }), `{"Records":[${events.join(',')}]}`);
  assert.deepEqual(
    texts(rows),
    events.map((_, i) => String(i)),
  );
  assert.deepEqual(
    texts(rows, 1),
    events.map((_, i) => `i${i}`),
  );
});

/** An outer object whose text is a line of its own, as docker and rsyslog write it. */
const wrapper = (plan: Plan): LineDecoder =>
  jsonDecoder(plan, { unwrap: ['log', 'message'], inner: jsonDecoder(plan) });

test('unwrap reads the line inside the line', () => {
  const plan = planOf(['a', 'log', 'stream'], ['id', 'time']);
  const line = JSON.stringify({ log: ' {"a":"x","id":"7\\n"}\n', stream: 'stdout', time: 'T', id: 'outer' });
  assert.deepEqual(decode(plan, wrapper, line), [
    [{ kind: 'string', text: 'x', number: Number.NaN }, undefined, undefined, '7\n', undefined],
  ]);
});

test('unwrap keeps the outer object when nobody can read what is inside', () => {
  const plan = planOf(['a', 'stream'], ['time']);
  for (const inside of ['plain text', '', ' \n', '{"a":"x"', '{"a":"x","a":{', '"']) {
    const line = JSON.stringify({ log: inside, stream: 'stdout', a: 'outer', time: 'T' });
    const rows = decode(plan, wrapper, line);
    assert.deepEqual([texts(rows, 0), texts(rows, 1), texts(rows, 2)], [['outer'], ['stdout'], ['T']], line);
  }
  for (const part of [
    '"log":1',
    '"log":null',
    '"log":{"log":"{}"}',
    '"x":{"log":"{}"}',
    '"log":"{}","log":1',
  ]) {
    assert.deepEqual(texts(decode(plan, wrapper, `{${part},"a":"outer"}`)), ['outer'], part);
  }
  assert.equal(decode(plan, wrapper, '{"log":"{}"'), NOT_MINE);
});

test('unwrap never hands a blank line on', () => {
  const plan = planOf(['a']);
  const strict: LineDecoder = {
    decode: (bytes, start, end) => {
      assert.notEqual(bytes.toString('utf8', start, end).trim(), '');
      return NOT_MINE;
    },
  };
  for (const log of ['', ' ', '\r\n', '\u00a0']) {
    const line = JSON.stringify({ log, a: 'outer' });
    assert.deepEqual(
      texts(decode(plan, (own) => jsonDecoder(own, { unwrap: ['log'], inner: strict }), line)),
      ['outer'],
    );
  }
});

test('unwrap finds several events in the line inside', () => {
  const plan = planOf(['a'], ['id']);
  const make = (own: Plan): LineDecoder =>
    jsonDecoder(own, { unwrap: ['log'], inner: jsonDecoder(own, { expand: parseFieldPath('r') }) });
  const rows = decode(
    plan,
    make,
    JSON.stringify({ log: '{"r":[{"a":1,"id":"x"},{"a":2},{"a":3,"id":"z"}]}' }),
  );
  assert.deepEqual(texts(rows), ['1', '2', '3']);
  assert.deepEqual(texts(rows, 1), ['x', undefined, 'z']);
});
