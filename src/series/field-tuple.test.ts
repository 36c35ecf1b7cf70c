import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { batchOf } from '../../test/support/series.js';
import { CellKind, Dictionary } from '../decode/dictionary.js';
import { readJsonValue } from '../decode/read-json-value.js';
import { FieldTuple } from './field-tuple.js';

const cell = fc.constantFrom(undefined, '', 'a', 'b', 'ab', '1', 1, 'ü');
const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 15 });

test('equal for equal texts and for no others, over dictionary clears', () => {
  fc.assert(
    fc.property(
      fc.array(rows, { maxLength: 5 }),
      fc.subarray([0, 1, 2], { minLength: 1 }),
      (batches, columns) => {
        const dictionary = new Dictionary(readJsonValue);
        const tuple = new FieldTuple(columns);
        const hashes = new Map<string, string>();
        for (const cells of batches) {
          const batch = batchOf(cells, dictionary);
          for (const [row, all] of cells.entries()) {
            const texts = columns.map((column) => String(all[column] ?? ''));
            assert.equal(tuple.read(batch, row), !texts.includes(''));
            if (texts.includes('')) continue;
            const [key, hash] = [JSON.stringify(texts), `${tuple.lo} ${tuple.hi}`];
            if (!hashes.has(key)) hashes.set(key, hash);
            assert.equal(hash, hashes.get(key));
          }
          dictionary.clear();
        }
        assert.equal(new Set(hashes.values()).size, hashes.size);
      },
    ),
    { numRuns: 1_000 },
  );
});

test('the same seed gives the same hash, another one another', () => {
  const batch = batchOf([['a', 'b']]);
  const hashOf = (seed?: string) => {
    const tuple = new FieldTuple([0, 1], seed);
    assert.ok(tuple.read(batch, 0));
    return { seed: tuple.seed, hash: [tuple.lo, tuple.hi] };
  };
  const one = hashOf();
  assert.deepEqual(hashOf(one.seed), one);
  assert.notDeepEqual(hashOf().hash, one.hash);
});

test('null is no value, in whatever notation', () => {
  const dictionary = new Dictionary(readJsonValue);
  const batch = batchOf([['x'], ['x'], ['x']], dictionary);
  batch.ids[0]![0] = dictionary.idOf('null', CellKind.scalar);
  batch.ids[0]![1] = dictionary.idOf('[]', CellKind.container);
  const tuple = new FieldTuple([0]);
  assert.deepEqual(
    [0, 1, 2].map((row) => tuple.read(batch, row)),
    [false, false, true],
  );
});
