import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CellKind, Dictionary } from './dictionary.js';
import { readJsonValue } from './read-json-value.js';
import { toValue } from './to-value.js';

const kinds = Object.values(CellKind);
const cell = fc.tuple(fc.uint8Array({ maxLength: 3, max: 3 }), fc.constantFrom(...kinds));

/** Knows what its values were made from, so that a test can ask whether an id means what it was given for. */
function recording(limits?: { maxValues: number; maxBytes: number }): Dictionary {
  return new Dictionary((bytes, kind) => toValue(keyOf(bytes, kind)), limits);
}

function keyOf(bytes: Uint8Array, kind: number): string {
  return `${kind} ${Buffer.from(bytes).toString('hex')}`;
}

test('equals a map from kind and bytes to the order of arrival', () => {
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 300 }), (cells) => {
      const dictionary = recording();
      const ids = new Map<string, number>();
      for (const [bytes, kind] of cells) {
        const key = keyOf(bytes, kind);
        if (!ids.has(key)) ids.set(key, ids.size + 1);
        const around = Buffer.concat([Buffer.of(9, 1), bytes, Buffer.of(1, 9)]);
        assert.equal(dictionary.id(around, 2, 2 + bytes.length, kind), ids.get(key));
        // Whatever was guessed, right, wrong or nothing.
        for (let guess = 0; guess < Math.min(dictionary.size, 30); guess += 1)
          assert.equal(dictionary.idLike(guess, around, 2, 2 + bytes.length, kind), ids.get(key));
      }
      assert.equal(dictionary.size, ids.size + 1);
    }),
  );
});

test('grows, and ids stay what they were', () => {
  const dictionary = recording();
  const bytes = Buffer.alloc(4);
  const count = 50_000;
  for (let round = 0; round < 2; round += 1) {
    for (let i = 0; i < count; i += 1) {
      bytes.writeUInt32LE(i);
      assert.equal(dictionary.id(bytes, 0, 4, CellKind.string), i + 1);
    }
  }
  assert.equal(dictionary.size, count + 1);
  assert.equal(dictionary.value(0), undefined);
  assert.equal(dictionary.value(count + 1), undefined);
});

test('one spelling of several kinds is several values', () => {
  const dictionary = new Dictionary(readJsonValue);
  const ids = [CellKind.string, CellKind.scalar].map((kind) => dictionary.idOf('1', kind));
  assert.deepEqual(
    ids.map((id) => dictionary.value(id)?.kind),
    ['string', 'number'],
  );
  assert.equal(dictionary.idOfText('1'), ids[0]);
  assert.equal(dictionary.idOf('', CellKind.string), 3);
  assert.equal(dictionary.idOf('', CellKind.string), 3);
});

test('reads a value once, when it is first asked for, and from bytes of its own', () => {
  const given: Uint8Array[] = [];
  const dictionary = new Dictionary((bytes) => {
    given.push(bytes);
    return toValue(Buffer.from(bytes).toString());
  });
  const chunk = Buffer.from('xx alice yy alice');
  const id = dictionary.id(chunk, 3, 8, CellKind.string);
  assert.equal(dictionary.id(chunk, 12, 17, CellKind.string), id);
  assert.equal(given.length, 0);
  chunk.fill(0);
  assert.equal(dictionary.id(Buffer.from('alice'), 0, 5, CellKind.string), id);
  assert.equal(dictionary.value(id)?.text, 'alice');
  assert.equal(dictionary.value(id)?.text, 'alice');
  assert.equal(given.length, 1);
  // Neither the chunk nor a pool of buffers lives on because of five bytes.
  assert.equal(given[0]!.buffer.byteLength, 5);
});

test('is full by the number of its values', () => {
  const dictionary = recording({ maxValues: 3, maxBytes: 1e6 });
  const full = ['a', 'b', 'c', 'a', 'c'].map((text) => {
    dictionary.idOfText(text);
    return dictionary.full;
  });
  assert.deepEqual(full, [false, false, true, true, true]);
  // It goes on all the same: a batch is never cut short.
  assert.equal(dictionary.value(dictionary.idOfText('d'))?.text, '1 64');
});

test('is full by their bytes, and elements count for more than their digits', () => {
  const long = recording({ maxValues: 1e6, maxBytes: 1000 });
  long.idOfText('x'.repeat(1000));
  assert.equal(long.full, false);
  long.idOfText('y');
  assert.equal(long.full, true);
  long.clear();
  long.idOfText('x'.repeat(1000));
  assert.equal(long.full, false);
  const elements = new Dictionary(readJsonValue, { maxValues: 1e6, maxBytes: 1000 });
  elements.idOf(JSON.stringify(Array.from({ length: 100 }, () => 1)), CellKind.container);
  assert.equal(elements.full, true);
});

test('clear starts a new generation in which ids are given out anew', () => {
  const dictionary = recording({ maxValues: 2, maxBytes: 100 });
  const a = dictionary.idOfText('a');
  dictionary.idOfText('b');
  assert.equal(dictionary.full, true);
  dictionary.clear();
  assert.deepEqual(
    {
      full: dictionary.full,
      size: dictionary.size,
      generation: dictionary.generation,
      value: dictionary.value(a),
    },
    { full: false, size: 1, generation: 1, value: undefined },
  );
  assert.equal(dictionary.idOfText('b'), 1);
  assert.equal(dictionary.value(1)?.text, '1 62');
});

test('names chosen to collide do not make looking up slow', () => {
  // "Aa" and "BB" are one to a hash that multiplies by 31, and so is every row of them.
  const names = Array.from({ length: 2 ** 16 }, (_, bits) =>
    Buffer.from(Array.from({ length: 16 }, (__, i) => ((bits >> i) & 1 ? 'Aa' : 'BB')).join('')),
  );
  const dictionary = new Dictionary(() => toValue(null));
  const begin = process.cpuUsage();
  for (let round = 0; round < 2; round += 1)
    for (const name of names) dictionary.id(name, 0, name.length, CellKind.string);
  // Some hundredths of a second; many seconds where each look-up passes all the others.
  assert.ok(process.cpuUsage(begin).user < 2e6);
});
