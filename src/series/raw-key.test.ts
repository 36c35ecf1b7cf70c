import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { batchOf } from '../../test/support/series.js';
import { KeyHash } from '../memory/key-hash.js';
import { RawKey } from './raw-key.js';

const raws = ['id', 'other', 'path'];
/** A name of two fields, and a field. */
const fields = [[0, 1], [2]];

/** A cell stands in the bytes of the batch, or is a text of its own; undefined: absent. */
interface Cell {
  readonly text: string | undefined;
  readonly inBytes: boolean;
}

const cell: fc.Arbitrary<Cell> = fc.record({
  text: fc.constantFrom(undefined, '', 'a', 'ab', 'b', '1', 'é'),
  inBytes: fc.boolean(),
});

test('is equal for equal texts, wherever they stand, and there only when every field has one', () => {
  const hash = new KeyHash();
  const keys = new Map<string, string>();
  fc.assert(
    fc.property(
      fc.tuple(cell, cell, cell),
      fc.constantFrom(fields, [[0, 1]], [[2], [0]]),
      (cells, wanted) => {
        const batch = batchOf([[]], undefined, raws);
        batch.begin(Buffer.from(`-${cells.map(({ text = '' }) => text).join('-')}-`));
        let at = 1;
        for (const [raw, { text, inBytes }] of cells.entries()) {
          const end = at + Buffer.byteLength(text ?? '');
          if (text !== undefined && inBytes) batch.setRawSpan(raw, 0, at, end);
          else if (text !== undefined) batch.setRawText(raw, 0, text);
          at = end + 1;
        }
        const texts = wanted.map((of) => of.map((raw) => cells[raw]!.text).find((text) => text));
        const isThere = new RawKey(wanted).read(hash, batch, 0);
        assert.equal(isThere, !texts.includes(undefined));
        if (!isThere) return;
        const result = `${hash.lo},${hash.hi}`;
        const key = JSON.stringify(texts);
        assert.equal(keys.get(key) ?? result, result);
        keys.set(key, result);
      },
    ),
    { numRuns: 3_000 },
  );
  assert.ok(keys.size > 20, `${keys.size}`);
  assert.equal(new Set(keys.values()).size, keys.size);
});
