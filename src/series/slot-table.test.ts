import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SlotTable } from './slot-table.js';

test('equals a Map from tuples to the order they came in', () => {
  const number = fc.oneof(fc.nat(4), fc.nat(100_000), fc.constantFrom(-1, 2 ** 31 - 1));
  fc.assert(
    fc.property(
      fc
        .nat(4)
        .chain((width) =>
          fc.array(fc.array(number, { minLength: width, maxLength: width }), { maxLength: 200 }),
        ),
      (tuples) => {
        const width = tuples[0]?.length ?? 0;
        const table = new SlotTable(width);
        const slots = new Map<string, number>();
        for (const tuple of tuples) {
          // Longer than the tuple: what stands behind it does not matter.
          const key = Int32Array.of(...tuple, slots.size);
          const known = slots.get(tuple.join()) ?? -1;
          assert.equal(table.find(key), known);
          if (known !== -1) continue;
          slots.set(tuple.join(), slots.size);
          assert.equal(table.add(key), slots.size - 1);
          assert.equal(table.find(key), slots.size - 1);
        }
        assert.equal(table.size, slots.size);
        for (const [text, slot] of slots) {
          const own = Array.from({ length: width }, (_, i) => table.keyAt(slot, i));
          assert.equal(own.join(), text);
        }
      },
    ),
  );
});

test('finds every one of 100,000 tuples after it grew', () => {
  const table = new SlotTable(3);
  const key = (i: number) => Int32Array.of(i % 10, (i * 7) % 1000, i);
  for (let i = 0; i < 100_000; i += 1) table.add(key(i));
  for (let i = 0; i < 100_000; i += 1) assert.equal(table.find(key(i)), i);
  assert.equal(table.find(Int32Array.of(1, 7, 2)), -1);
});
