import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { corruptedJson, jsonObjectText, wantedPaths } from '../../test/support/arbitrary-json.js';
import { planOf } from '../../test/support/decode-line.js';
import { misleading } from '../../test/support/hostile-bytes.js';
import { parseMarked, referenceCell, referenceRaw } from '../../test/support/json-reference.js';
import { decodeRows, json, texts } from '../../test/support/json-rows.js';
import { parseFieldPath } from '../config/field-path.js';
import { Batch } from './batch.js';
import { Dictionary } from './dictionary.js';
import { jsonDecoder } from './json-decoder.js';
import { NOT_MINE } from './line-decoder.js';
import { readJsonValue } from './read-json-value.js';

test('takes a damaged line exactly when JSON.parse takes it, and reads the same from it', () => {
  const seen = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(corruptedJson(), wantedPaths, misleading, (line, columns, around) => {
      const plan = { columns, raws: columns };
      const open = line.indexOf('{');
      const data = open === -1 ? undefined : parseMarked(line.toString('utf8', open));
      const rows = decodeRows(plan, json(), line, around);
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
      assert.deepEqual(texts(decodeRows(plan, json(), `${before}{"a":1}${behind}`)), ['1']);
    }
  }
  for (const line of ['{"a":1} x', 'no brace', '{"a":1}{"a":2}', '{"a":1},', '}{', '{', '"{"a":1}"']) {
    assert.equal(decodeRows(plan, json(), line), NOT_MINE, line);
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
      assert.equal(decodeRows(plan, json(), cut, next), NOT_MINE, cut + next);
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
      assert.notEqual(decodeRows(plan, json(options), line), NOT_MINE);
      assert.equal(decodeRows(plan, json(options), line.slice(0, -1)), NOT_MINE);
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
      const rows = decodeRows({ columns, raws: [] }, json({ expand: parseFieldPath('r.list') }), line);
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
    assert.deepEqual(texts(decodeRows(plan, json({ expand }), `{${part},"a":"yes"}`)), ['yes'], part);
  }
  assert.deepEqual(decodeRows(plan, json({ expand }), '{"r":{"list":[]},"a":1}'), []);
  assert.deepEqual(decodeRows(plan, json({ expand }), '{"r":{"list":[{"a":1}]},"r":{"list":[1]},"a":1}'), []);
  assert.equal(decodeRows(plan, json({ expand }), '{"r":{"list":[{"a":1}]}'), NOT_MINE);
  assert.equal(decodeRows(plan, json({ expand }), '{"r":{"list":[{"a":1} {"a":2}]}}'), NOT_MINE);
});

test('expand takes thousands of events from one line', () => {
  const plan = planOf(['a'], ['id']);
  const events = Array.from({ length: 10_000 }, (_, i) => `{"a":${i},"id":"\\u0069${i}"}`);
  const rows = decodeRows(
    plan,
    json({ expand: parseFieldPath('Records') }),
    `{"Records":[${events.join(',')}]}`,
  );
  assert.deepEqual(
    texts(rows),
    events.map((_, i) => String(i)),
  );
  assert.deepEqual(
    texts(rows, 1),
    events.map((_, i) => `i${i}`),
  );
});
