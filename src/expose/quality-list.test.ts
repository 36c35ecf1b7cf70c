import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseQualityList } from './quality-list.js';

const read = (header: string) =>
  parseQualityList(header).map(({ value, parameters, quality }) => [
    value,
    Object.fromEntries(parameters),
    quality,
  ]);

test('reads values, parameters and qualities in the order written', () => {
  assert.deepEqual(read('Text/Plain; Version=0.0.4;q=0.5 , */*;q=.1,gzip'), [
    ['text/plain', { version: '0.0.4' }, 0.5],
    ['*/*', {}, 0.1],
    ['gzip', {}, 1],
  ]);
});

test('commas and semicolons inside quotes separate nothing', () => {
  assert.deepEqual(read('a/b;x="1,2;q=0";y="\\"",c'), [
    ['a/b', { x: '1,2;q=0', y: '"' }, 1],
    ['c', {}, 1],
  ]);
});

test('an element whose quality cannot be read is left out', () => {
  for (const quality of ['', 'x', '-1', '1.1', '2', '1e1', '0.1.1', 'NaN']) {
    assert.deepEqual(read(`a;q=${quality}, b`), [['b', {}, 1]], quality);
  }
});

test('nothing in a header is fatal, and no quality is outside 0 to 1', () => {
  const piece = fc.constantFrom('a', '*', '/', ';', ',', '=', '"', '\\', ' ', 'q=', '0', '.', '1', '\0', 'é');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      for (const item of parseQualityList(pieces.join(''))) {
        assert.ok(item.quality >= 0 && item.quality <= 1);
        assert.notEqual(item.value, '');
      }
    }),
  );
});
