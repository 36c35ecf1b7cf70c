import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manualClock } from '../base/clock.js';
import { contentHash, positionKey } from './file-identity.js';
import type { FilePosition } from './file-position.js';
import { KnownPositions } from './known-positions.js';

const read = (inode: number, content: string): FilePosition => ({
  ...{
    source: 's',
    path: '/nowhere/log',
    device: '1',
    inode: `${inode}`,
    offset: content.length,
    state: 'read',
  },
  ...{ headLength: content.length, headHash: contentHash(Buffer.from(content)) },
  ...{ tailLength: content.length, tailHash: contentHash(Buffer.from(content)) },
});

test('files that are found are never forgotten; of those that are not, the 65,536 newest are kept', async () => {
  const all = Array.from({ length: 70_000 }, (_, i) => read(i, `content ${i}`));
  const known = new KnownPositions(all, manualClock());
  const found = new Set(all.slice(0, 2_000).map(positionKey));
  await known.forgetAllBut(found, new Set());
  assert.deepEqual(known.past, [...all.slice(0, 2_000), ...all.slice(-65_536)]);
});

test('an inode that is used again and again does not keep what all its files were', async () => {
  const known = new KnownPositions([], manualClock());
  for (let i = 0; i < 5_000; i += 1) known.add(read(7, `content ${i}`));
  await known.forgetAllBut(new Set(['1:7']), new Set());
  assert.equal(known.past.length, 1_025);
  assert.deepEqual(known.past.at(-1), read(7, 'content 4999'));
});
