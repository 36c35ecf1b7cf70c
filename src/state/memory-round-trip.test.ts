import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkpointOf, counterOf, usersOf } from '../../test/support/checkpoint.js';
import type { Column, MemorySnapshot } from '../memory/memory-snapshot.js';
import type { SavedMemory } from './checkpoint.js';
import { decodeCheckpoint } from './decode-checkpoint.js';
import { encodeCheckpoint } from './encode-checkpoint.js';

function encoded(memories: readonly SavedMemory[], users: Record<string, number> = {}): string[] {
  return [...encodeCheckpoint(checkpointOf([counterOf(users)], { memories }))];
}

function memoryOf(memory: MemorySnapshot): SavedMemory {
  return { source: 's', metric: 'audit_x', fingerprint: 'f', memory };
}

const column: fc.Arbitrary<Column> = fc.oneof(
  fc.float64Array({ maxLength: 40 }),
  fc.uint32Array({ maxLength: 40 }),
  fc.int32Array({ maxLength: 40 }),
  fc.uint8Array({ maxLength: 40 }),
  // A part of a larger buffer, at an odd place.
  fc.uint8Array({ minLength: 5, maxLength: 40 }).map((bytes) => bytes.subarray(3)),
);
const name = fc.constantFrom('order', 'lengths', 'labels', 'a', '1', 'memory');
const texts = fc.array(
  fc.oneof(fc.string({ unit: 'binary', maxLength: 9 }), fc.constantFrom('\n', '\ud800', '"]', '')),
  { maxLength: 600 },
);
const memory = fc
  .record({
    head: fc.dictionary(name, fc.jsonValue() as fc.Arbitrary<unknown>),
    columns: fc.dictionary(name, column),
    texts: fc.dictionary(name, texts),
  })
  .map(memoryOf);

test('every column and every text comes back as it was, beside the series', () => {
  fc.assert(
    fc.property(fc.array(memory, { maxLength: 4 }), (memories) => {
      const read = decodeCheckpoint(encoded(memories, { al: 1, bo: 2 }).join(''));
      assert.deepEqual(usersOf(read), { al: 1, bo: 2 });
      const given = memories.map((one) => {
        const { head, columns, texts: lists } = one.memory;
        return {
          ...one,
          memory: { head: JSON.parse(JSON.stringify(head)), columns: { ...columns }, texts: { ...lists } },
        };
      });
      assert.deepEqual(read.memories, given);
    }),
    { numRuns: 600 },
  );
});

test('a large memory is written in small pieces, and is of the instant it was taken', () => {
  const lengths = Float64Array.from({ length: 100_000 }, (_, i) => i / 3);
  const bytes = Uint8Array.from({ length: 24_577 }, (_, i) => i % 251);
  const labels = Array.from({ length: 10_001 }, (_, i) => `user ${i}`);
  const pieces = encoded([memoryOf({ head: {}, columns: { lengths, bytes }, texts: { labels } })]);
  assert.ok(Math.max(...pieces.map((piece) => piece.length)) < 40_000);
  const [read] = decodeCheckpoint(pieces.join('')).memories;
  assert.deepEqual(read!.memory, { head: {}, columns: { lengths, bytes }, texts: { labels } });
});

test('a checkpoint of the time before there were memories is read', () => {
  const pieces = encoded([], { al: 3 });
  const read = decodeCheckpoint(pieces.join(''));
  assert.deepEqual([usersOf(read), read.memories], [{ al: 3 }, []]);
  assert.ok(!pieces.join('').includes('memor'));
});

test('a reader that knows no memories passes over them', () => {
  const columns = { lengths: new Float64Array(10_000) };
  const pieces = encoded([memoryOf({ head: {}, columns, texts: { labels: ['a'] } })], { al: 3 });
  const lines = pieces.join('').split('\n').slice(1, -1);
  const metrics: unknown[] = [];
  // As version 1 did it first: `size` lines for each metric, all of the form [labels, numbers, birth].
  for (let at = 0; at < lines.length; ) {
    const { metric, size } = JSON.parse(lines[at]!);
    for (const line of lines.slice(at + 1, at + 1 + size)) {
      const [, numbers] = JSON.parse(line);
      assert.equal(numbers.map(Number).length, numbers.length);
    }
    metrics.push(metric);
    at += 1 + size;
  }
  assert.deepEqual(metrics, ['audit_x_total', 'audit_x']);
});

test('a memory that is cut off, or of an unknown form, is refused with a word why', () => {
  const columns = { lengths: new Float64Array(10_000) };
  const text = encoded([memoryOf({ head: {}, columns })]).join('');
  const lines = text.split('\n');
  const cut = lines.slice(0, -3).join('\n');
  assert.throws(() => decodeCheckpoint(cut), /^Error: it ends within a metric$/);
  const unknown = text.replace('"Float64Array"', '"BigInt64Array"');
  assert.throws(() => decodeCheckpoint(unknown), /^Error: it has a memory of an unknown form$/);
  assert.throws(() => decodeCheckpoint(text.replace('"Float64Array"', '"constructor"')), /unknown form/);
});
