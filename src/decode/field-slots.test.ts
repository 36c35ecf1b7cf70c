import assert from 'node:assert/strict';
import { it } from 'node:test';
import { planOf } from '../../test/support/decode-line.js';
import { feedOf, wantedNames } from './feed.js';
import { FieldSlots } from './field-slots.js';

const plan = planOf(['a.b', '"a.b"', 'c'], ['c', '"a.b".c']);

it('feeds every path that reads the same without its quotes', () => {
  assert.deepEqual(wantedNames(plan), ['a.b', 'c', 'a.b.c']);
  assert.deepEqual(feedOf(plan, 'a.b'), { columns: [0, 1], raws: [] });
  assert.deepEqual(feedOf(plan, 'c'), { columns: [2], raws: [0] });
  assert.equal(feedOf(plan, 'a'), undefined);
});

it('finds keys by their bytes, in one piece and in two', () => {
  const slots = new FieldSlots(plan, (raw) => raw);
  const bytes = Buffer.from('a.b.c');
  assert.equal(slots.find(bytes, 0, 3), 0);
  assert.equal(slots.find(bytes, 4, 5), 1);
  assert.equal(slots.find(bytes, 0, 5), 2);
  assert.equal(slots.find(bytes, 0, 4), -1);
  assert.equal(slots.findChild(bytes, 0, 1, 2, 3), 0);
  assert.equal(slots.findChild(bytes, 0, 3, 4, 5), 2);
  assert.equal(slots.findChild(bytes, 0, 1, 2, 5), 2);
  assert.equal(slots.findChild(bytes, 2, 3, 0, 1), -1);
});

it('is empty when nobody wants a pair', () => {
  assert.ok(
    new FieldSlots(
      plan,
      (raw) => raw,
      (name) => name === 'z',
    ).empty,
  );
  assert.ok(!new FieldSlots(plan, (raw) => raw).empty);
});
