import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonArrayText, jsonObjectText } from '../../test/support/arbitrary-json.js';
import { CellKind } from './dictionary.js';
import { parseExactly, readJsonValue } from './read-json-value.js';

const read = (text: string, kind: number) => readJsonValue(Buffer.from(text), kind);

test('strings, plain and with escapes', () => {
  assert.deepEqual(read('a b', CellKind.string), { kind: 'string', text: 'a b', number: Number.NaN });
  assert.deepEqual(read('12', CellKind.string), { kind: 'string', text: '12', number: 12 });
  assert.equal(read('a\\n\\u00e9\\"', CellKind.escaped).text, 'a\né"');
  assert.equal(read('\ufeffa', CellKind.string).text, '\ufeffa');
  assert.equal(readJsonValue(Uint8Array.of(0x61, 0xff, 0xc3, 0x62), CellKind.string).text, 'a\ufffd\ufffdb');
});

test('scalars keep the digits of the log where a double would not', () => {
  for (const [text, value] of [
    ['true', { kind: 'boolean', text: 'true', number: 1 }],
    ['false', { kind: 'boolean', text: 'false', number: 0 }],
    ['null', { kind: 'null', text: '', number: Number.NaN }],
    ['-0', { kind: 'number', text: '-0', number: -0 }],
    ['1.50', { kind: 'number', text: '1.5', number: 1.5 }],
    ['9007199254740993', { kind: 'number', text: '9007199254740993', number: 9007199254740992 }],
    ['1e400', { kind: 'number', text: '1e400', number: Number.POSITIVE_INFINITY }],
  ] as const) {
    assert.deepEqual(read(text, CellKind.scalar), value);
  }
});

test('containers: elements of arrays, objects as text', () => {
  const list = read('[1,["a",null],12345678901234567890,0.12345678901234567890]', CellKind.container);
  assert.equal(list.kind, 'array');
  assert.equal(list.text, '1,a,,12345678901234567890,0.12345678901234568');
  assert.deepEqual(
    list.elements?.map(({ number }) => number),
    [1, Number.NaN, Number.NaN, 12345678901234567000, 0.12345678901234568],
  );
  assert.deepEqual(read('{"a":0.1234567890123456789}', CellKind.container), {
    kind: 'object',
    text: '{"a":0.12345678901234568}',
    number: Number.NaN,
  });
});

test('what is nested too deep for the stack is known by its text', () => {
  const deep = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
  assert.equal(read(deep, CellKind.container).text, deep);
});

test('parseExactly is JSON.parse, save for numbers that JSON.parse changes', () => {
  fc.assert(
    fc.property(fc.oneof(jsonObjectText, jsonArrayText), (text) => {
      const back = JSON.stringify(parseExactly(text), (_, value) =>
        typeof value === 'string' && /^-?(\d+|\d+e\d+)$/.test(value) ? Number(value) : value,
      );
      const expected = JSON.stringify(JSON.parse(text), (_, value) =>
        typeof value === 'string' && /^-?(\d+|\d+e\d+)$/.test(value) ? Number(value) : value,
      );
      assert.equal(back, expected);
    }),
  );
});

test('parseExactly keeps every digit of every integer', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt()), (numbers) => {
      const text = `[${numbers.join(',')}]`;
      assert.deepEqual((parseExactly(text) as unknown[]).map(String), numbers.map(String));
      assert.deepEqual(parseExactly(JSON.stringify(numbers.map(String))), numbers.map(String));
    }),
  );
});
