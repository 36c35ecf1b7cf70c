import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberOfText, toValue } from './to-value.js';

test('texts are kept, numeric ones have their number', () => {
  assert.deepEqual(toValue('alice'), { kind: 'string', text: 'alice', number: Number.NaN });
  assert.deepEqual(toValue('-1.50'), { kind: 'string', text: '-1.50', number: -1.5 });
  assert.deepEqual(toValue(''), { kind: 'string', text: '', number: Number.NaN });
});

test('numbers, booleans and null', () => {
  assert.deepEqual(toValue(42), { kind: 'number', text: '42', number: 42 });
  assert.deepEqual(toValue(0.5), { kind: 'number', text: '0.5', number: 0.5 });
  assert.deepEqual(toValue(true), { kind: 'boolean', text: 'true', number: 1 });
  assert.deepEqual(toValue(false), { kind: 'boolean', text: 'false', number: 0 });
  assert.deepEqual(toValue(null), { kind: 'null', text: '', number: Number.NaN });
});

test('arrays are flattened and joined, null being an empty place', () => {
  const value = toValue(['a', [1, [null]], {}]);
  assert.equal(value.kind, 'array');
  assert.equal(value.text, 'a,1,,{}');
  assert.deepEqual(
    value.elements?.map(({ kind }) => kind),
    ['string', 'number', 'null', 'object'],
  );
  assert.deepEqual(toValue([]), { kind: 'array', text: '', number: Number.NaN, elements: [] });
});

test('objects are their JSON text', () => {
  assert.deepEqual(toValue({ b: 1, a: [2] }), {
    kind: 'object',
    text: '{"b":1,"a":[2]}',
    number: Number.NaN,
  });
});

test('only plain decimal numbers are numbers', () => {
  for (const text of ['1', '+1', '-0.5', '.5', '1.', '1e3', '2E-2'])
    assert.equal(numberOfText(text), Number(text));
  for (const text of ['', ' ', '1 ', '0x1f', 'Infinity', 'NaN', '1_000', '1,5', '--1', '.', 'e1']) {
    assert.ok(Number.isNaN(numberOfText(text)), text);
  }
});
