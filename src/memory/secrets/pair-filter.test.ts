import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { byteSet } from './byte-set.js';
import { PairFilter } from './pair-filter.js';
import { anyCase, exactly, type Shape, standsAt } from './shape.js';

type Place = readonly [shape: number, at: number];

function scan(shapes: readonly Shape[], bytes: Uint8Array, start = 0, end = bytes.length): Place[] {
  const places: Place[] = [];
  new PairFilter(shapes).scan(bytes, start, end, (shape, at) => places.push([shape, at]));
  return sorted(places);
}

/** The same by looking for every shape at every place. */
function naiveScan(shapes: readonly Shape[], bytes: Uint8Array, start = 0, end = bytes.length): Place[] {
  const places: Place[] = [];
  for (const [number, shape] of shapes.entries()) {
    for (let at = start; at + shape.length <= end; at += 1) {
      if (standsAt(shape, bytes, at)) places.push([number, at]);
    }
  }
  return sorted(places);
}

function sorted(places: readonly Place[]): Place[] {
  return places.toSorted(([one, at], [other, from]) => at - from || one - other);
}

const letters = ['a', 'b', 'ab', 'a-c', 'A', '.', '0-9'];
const shape: fc.Arbitrary<Shape> = fc.array(fc.constantFrom(...letters).map(byteSet), {
  minLength: 3,
  maxLength: 7,
});
const text = fc
  .array(fc.constantFrom(...'abcA.07\n'), { maxLength: 200 })
  .map((all) => Buffer.from(all.join('')));

test('finds what looking everywhere finds, in every part of a buffer', () => {
  fc.assert(
    fc.property(
      fc.array(shape, { maxLength: 20 }),
      text,
      fc.nat(17),
      fc.nat(17),
      fc.nat(5),
      (shapes, content, before, behind, shift) => {
        const room = Buffer.alloc(content.length + shift + 8, 'a');
        content.copy(room, shift);
        const bytes = room.subarray(shift);
        const end = Math.max(0, content.length - behind);
        const start = Math.min(before, end);
        assert.deepEqual(scan(shapes, bytes, start, end), naiveScan(shapes, bytes, start, end));
      },
    ),
    { numRuns: 1_000 },
  );
});

test('finds shapes at every place of a text of several sections', () => {
  const bytes = Buffer.alloc(100_000, 'e');
  const shapes = [exactly('hvs.'), anyCase('key='), exactly('eyJ')];
  const places: Place[] = [];
  for (const [i, at] of [0, 11, 16, 1_000, 16_381, 16_397, 65_533, 99_990, 99_996].entries()) {
    const number = i % 3;
    const word = ['hvs.', 'KeY=', 'eyJ'][number]!;
    bytes.write(word, at);
    places.push([number, at]);
  }
  assert.deepEqual(scan(shapes, bytes), places);
});

test('finds many more shapes than there are groups of pairs', () => {
  const words = Array.from({ length: 2_000 }, (_, i) => `${i.toString(36)}#${(i * 7919).toString(36)}`);
  const bytes = Buffer.from(words.join(' '));
  const shapes = words.map(exactly);
  assert.deepEqual(scan(shapes, bytes), naiveScan(shapes, bytes));
});

test('finds the same in memory that is shared and in bytes above 0x7f', () => {
  const bytes = new Uint8Array(new SharedArrayBuffer(64));
  bytes.set([0xff, 0x80, 0x00, 0xff], 33);
  const shapes = [[0xff, 0x80, 0x00].map((byte) => byteSet('').with(byte, 1))];
  assert.deepEqual(scan(shapes, bytes), [[0, 33]]);
});

test('refuses shapes of less than three positions', () => {
  assert.throws(() => new PairFilter([exactly('ab')]), RangeError);
});
