import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonObjectText, wantedPaths } from '../../test/support/arbitrary-json.js';
import { planOf } from '../../test/support/decode-line.js';
import { parseMarked, plainOf, referenceCell, referenceRaw } from '../../test/support/json-reference.js';
import { Batch, type Plan } from './batch.js';
import { Dictionary } from './dictionary.js';
import { JsonRow } from './json-row.js';
import { readJsonValue } from './read-json-value.js';

function batchFor(plan: Plan): Batch {
  return new Batch(plan, new Dictionary(readJsonValue));
}

/** Cells and raw cells of the one row that `text` makes, absent ones left out. */
function read(text: string, plan: Plan): Record<string, string> {
  const batch = batchFor(plan);
  const bytes = Buffer.from(`${text}\n`);
  batch.begin(bytes);
  assert.equal(new JsonRow(plan).read(bytes, 0, bytes.length - 1, 0, batch), bytes.length - 1);
  const cells: Record<string, string> = {};
  plan.columns.forEach((path, column) => {
    const value = batch.dictionary.value(batch.ids[column]![0]!);
    if (value !== undefined) cells[path.text] = value.text;
  });
  plan.raws.forEach((path, raw) => {
    const value = batch.rawText(raw, 0);
    if (value !== undefined) cells[`raw ${path.text}`] = value;
  });
  return cells;
}

test('equals JSON.parse and a look-up of each path, for any spelling of an object', () => {
  const found = { cells: 0, arrays: 0, raws: 0 };
  const texts = fc.array(jsonObjectText, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(texts, wantedPaths, wantedPaths, (objects, columns, raws) => {
      const plan = { columns, raws };
      const batch = batchFor(plan);
      const reader = new JsonRow(plan);
      const bytes = Buffer.from(objects.map((text) => `${text}\n`).join(''));
      batch.begin(bytes);
      let at = 0;
      objects.forEach((text, row) => {
        const end = at + Buffer.byteLength(text);
        assert.equal(reader.read(bytes, at, end, row, batch), end);
        const data = parseMarked(text);
        columns.forEach((path, column) => {
          const cell = plainOf(batch.dictionary.value(batch.ids[column]![row]!));
          assert.deepEqual(cell, referenceCell(data, path), `${path.text} of ${text}`);
          if (cell !== undefined) found.cells += 1;
          if (cell?.kind === 'array') found.arrays += 1;
        });
        raws.forEach((path, raw) => {
          const cell = batch.rawText(raw, row);
          assert.equal(cell, referenceRaw(data, path), `raw ${path.text} of ${text}`);
          if (cell !== undefined) found.raws += 1;
        });
        at = end + 1;
      });
    }),
    { numRuns: 4000 },
  );
  // Were nearly all of them absent, agreement would say little.
  assert.ok(found.cells > 4000 && found.arrays > 500 && found.raws > 1000, JSON.stringify(found));
});

for (const [text, cell] of [
  ['{"a.b.c":1,"a":{"b.c":2,"b":{"c":3}}}', '1'],
  ['{"a":{"b":{"c":3},"b.c":2},"a.b.c":1}', '1'],
  ['{"a":{"b":{"c":3},"b.c":2}}', '2'],
  ['{"a.b":{"c":4},"a":{"b":{"c":3}}}', '3'],
  ['{"a.b":{"c":4}}', undefined],
  ['{"a":{"b":{"c":3}},"a":{"b":{}}}', undefined],
  ['{"a":{"b":{"c":3}},"a":null}', undefined],
  ['{"a":{"b.c":2,"b":{"c":3}},"a":{"b":{"c":4}}}', '4'],
  ['{"a":{"b":{"c":3},"b":1,"b.c":2}}', '2'],
  ['{"a":[{"b":{"c":1}},{"b.c":[2,3]},7,{"b":[{"c":4},[{"c":5}]]}]}', '1,2,3,4,5'],
  ['{"a":[{"b":{"c":1}}],"a":[]}', undefined],
  ['{"\\u0061":{"\\u0062.c":"\\u0064"}}', 'd'],
] as const) {
  test(`the path a.b.c in ${text}`, () => {
    assert.deepEqual(read(text, planOf(['a.b.c'])), cell === undefined ? {} : { 'a.b.c': cell });
  });
}

for (const [text, cell] of [
  ['{"a.b":"x","a":{"b":"y"}}', 'x'],
  ['{"a":{"b":"y"},"a.b":"x"}', 'x'],
  ['{"a.b":"x","a":{"b":"y"},"a":1}', 'x'],
  ['{"a.b":null,"a":{"b":"y"}}', undefined],
  ['{"a":{"b":"\\u0079"},"a":{"b":"z"}}', 'z'],
  ['{"a":{"b":"\\u0079","b":"z"}}', 'z'],
  ['{"a":{"b":"z","b":"\\u0079"}}', 'y'],
  ['{"a":{"b":"\\u0079"},"a":{}}', undefined],
  ['{"a":{"b":12345678901234567890}}', '12345678901234567890'],
  ['{"a":{"b":true}}', 'true'],
  ['{"a":{"b":""}}', ''],
  ['{"a":{"b":{"b":1}}}', undefined],
  ['{"a":[{"b":"x"}]}', undefined],
] as const) {
  test(`the raw path a.b in ${text}`, () => {
    assert.deepEqual(read(text, planOf([], ['a.b'])), cell === undefined ? {} : { 'raw a.b': cell });
  });
}

test('a wanted key that holds a backslash is not met by an escape of the same look', () => {
  const plan: Plan = { columns: [{ segments: ['a\\u0062'], text: 'odd' }], raws: [] };
  assert.deepEqual(read('{"a\\u0062":1}', plan), {});
  assert.deepEqual(read('{"a\\\\u0062":1}', plan), { odd: '1' });
});

test('a column of which only the presence is asked keeps the values out of the dictionary', () => {
  const plan = { ...planOf(['a', 'b', 'c']), presence: new Set([0, 1]) };
  const batch = batchFor(plan);
  const reader = new JsonRow(plan);
  const lines = ['x', 'y', 'z', '{}', '[1]'].map((value) =>
    `{"a":"${value}","b":null}\n`.replace('"{}"', '{}'),
  );
  lines.forEach((line, row) => {
    batch.bytes = Buffer.from(line);
    assert.notEqual(reader.read(batch.bytes, 0, line.length - 1, row, batch), -1);
    assert.notEqual(batch.ids[0]![row], 0);
    assert.notEqual(batch.ids[1]![row], 0);
    assert.equal(batch.ids[2]![row], 0);
  });
  assert.equal(batch.dictionary.size, 2);
});

test('an array too deep for the stack still stands for what is in it', () => {
  const deep = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
  const cell = read(`{"a":[{"b":"evil"},${deep}]}`, planOf(['a.b']))['a.b'];
  assert.ok(cell?.includes('evil'));
});
