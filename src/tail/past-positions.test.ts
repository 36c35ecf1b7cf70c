import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ContentHead } from './content-head.js';
import { contentHash, type FileKey, positionKey } from './file-identity.js';
import type { FilePosition } from './file-position.js';
import { PastPositions } from './past-positions.js';
import type { ReadHandle } from './read-handle.js';

const contents = ['', 'a', 'ab', 'abc', 'abd', '\0\0abc', 'b'.repeat(2_000)];

/** What is known of `content` on an inode when `length` bytes of its head, from `start` on, were seen. */
function positionOf(inode: number, content: string, start: number, length: number): FilePosition {
  const head = Buffer.from(content).subarray(start, start + length);
  return {
    ...{ source: 's', path: '/log', device: '1', inode: `${inode}`, offset: 0, state: 'read' as const },
    ...{ headStart: start, headLength: head.length, headHash: contentHash(head) },
    ...{ tailLength: 0, tailHash: contentHash(Buffer.alloc(0)) },
  };
}

function handleOf(content: string): ReadHandle {
  const bytes = Buffer.from(content);
  return {
    read: async (buffer, offset, length, position) => ({
      bytesRead: position < bytes.length ? bytes.copy(buffer, offset, position, position + length) : 0,
    }),
    stat: () => assert.fail('nobody asks'),
    close: async () => {},
  };
}

const sameFile = (a: FilePosition, b: FilePosition) =>
  positionKey(a) === positionKey(b) && a.headHash === b.headHash;

test('finds by inode and by head what a list finds that is looked through from end to end', async () => {
  const position = fc
    .tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom(...contents),
      fc.integer({ min: 0, max: 2 }),
      fc.constantFrom(1, 2, 3, 1024),
    )
    .map((parts) => positionOf(...parts));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), position), { maxLength: 40 }), async (steps) => {
      const past = new PastPositions();
      let list: FilePosition[] = [];
      for (const [isAdded, one] of steps) {
        list = list.filter((other) => !sameFile(one, other));
        if (isAdded) list.push(one);
        if (isAdded) past.add(one);
        else past.delete(one);
      }
      assert.deepEqual([...past.values()], list);
      for (let inode = 1; inode <= 4; inode += 1) {
        const key = `1:${inode}` as FileKey;
        const expected = list.filter((one) => positionKey(one) === key);
        assert.deepEqual(past.of(key), expected);
        for (const one of expected) assert.equal(past.isNewestOfItsInode(one), one === expected.at(-1));
      }
      for (const content of contents) {
        const head = new ContentHead(handleOf(content));
        const expected: FilePosition[] = [];
        for (const one of list) if (await head.is(one)) expected.push(one);
        assert.deepEqual(new Set(await past.withHead(head)), new Set(expected), content.slice(0, 5));
      }
    }),
  );
});

test('a short content and an empty head have nothing in common', async () => {
  const past = new PastPositions();
  past.add(positionOf(1, '', 0, 5));
  past.add(positionOf(2, 'abc', 0, 3));
  assert.deepEqual(await past.withHead(new ContentHead(handleOf('ab'))), []);
  assert.equal((await past.withHead(new ContentHead(handleOf('abcd')))).length, 1);
});
