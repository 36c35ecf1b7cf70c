import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CellKind, Dictionary } from '../decode/dictionary.js';
import { readJsonValue } from '../decode/read-json-value.js';
import { KeyHash } from '../memory/key-hash.js';
import { HashedColumn } from './hashed-column.js';

test('the hash of a value is that of the text made of it, whatever ids were before', () => {
  const dictionary = new Dictionary(readJsonValue);
  const hash = new KeyHash();
  let made = 0;
  const column = new HashedColumn(hash, (text) => {
    made += 1;
    return text?.toUpperCase() ?? 'ABSENT';
  });
  const words = new Int32Array(4);
  const hashOf = (id: number): number[] => {
    column.write(id, dictionary, words, 2);
    return [...words];
  };
  const wanted = (text: string): number[] => {
    hash.text(text);
    return [0, 0, hash.lo, hash.hi];
  };
  assert.deepEqual(hashOf(0), wanted('ABSENT'));
  const ids = Array.from({ length: 600 }, (_, i) => dictionary.idOf(`"v${i}"`, CellKind.scalar));
  for (const id of ids) assert.deepEqual(hashOf(id), wanted(dictionary.value(id)!.text.toUpperCase()));
  for (const id of ids) hashOf(id);
  assert.equal(made, 601);
  dictionary.clear();
  const id = dictionary.idOfText('other');
  assert.deepEqual(hashOf(id), wanted('OTHER'));
  assert.deepEqual(hashOf(0), wanted('ABSENT'));
});
