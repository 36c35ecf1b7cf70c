import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LAG_BUCKETS, SourceAccounts } from './source-account.js';

test('sources are known from the start, at 0, and each has an account of its own', () => {
  const accounts = new SourceAccounts(['vault', 'conjur']);
  assert.deepEqual(
    [...accounts.entries()].map(([source]) => source),
    ['vault', 'conjur'],
  );
  accounts.lines('vault', { event: 1, ignored: 2, invalid: 3, tooLong: 4 });
  accounts.lines('vault', { event: 10, ignored: 20, invalid: 30, tooLong: 40 });
  accounts.readBytes('vault', 5);
  accounts.readBytes('vault', 6);
  accounts.lag('vault', 7);
  accounts.lag('vault', 8);
  accounts.files('vault', 2);
  accounts.up('vault', true);
  accounts.staleWriters('vault', 3);
  accounts.staleWriters('vault', 1);
  accounts.rotation('vault', 'rename');
  accounts.rotation('vault', 'rename');
  accounts.rotation('vault', 'truncate');
  accounts.gap('vault', 100);
  accounts.gap('vault', 0);
  const { lagCounts, ...vault } = accounts.of('vault');
  assert.deepEqual(vault, {
    lines: { event: 11, ignored: 22, invalid: 33, tooLong: 44 },
    readBytes: 11,
    lagBytes: 8,
    files: 2,
    up: true,
    staleWriters: 1,
    rotations: { rename: 2, truncate: 1, replace: 0, delete: 0 },
    gaps: 2,
    gapBytes: 100,
    lagSum: 0,
  });
  assert.ok(lagCounts.every((count) => count === 0));
  assert.deepEqual(accounts.of('conjur'), new SourceAccounts(['conjur']).of('conjur'));
});

test('ages fall into the bucket whose bound they do not pass', () => {
  const accounts = new SourceAccounts(['vault']);
  for (const seconds of [0.1, 0.10001, 86_400, 86_401, -5]) accounts.eventLag('vault', seconds);
  const { lagCounts, lagSum } = accounts.of('vault');
  const expected = Array.from({ length: LAG_BUCKETS.length + 1 }, () => 0);
  expected[0] = 2;
  expected[1] = 1;
  expected[LAG_BUCKETS.length - 1] = 1;
  expected[LAG_BUCKETS.length] = 1;
  assert.deepEqual(lagCounts, expected);
  // The event of a clock ahead of ours is of age 0: a sum that falls would look like a restart.
  assert.ok(Math.abs(lagSum - (0.1 + 0.10001 + 86_400 + 86_401)) < 1e-6);
});

test('adopt takes over the sources that are still there', () => {
  const before = new SourceAccounts(['a', 'b']);
  before.readBytes('a', 1);
  before.readBytes('b', 2);
  const after = new SourceAccounts(['b', 'c']);
  after.adopt(before);
  assert.deepEqual(
    [...after.entries()].map(([source, { readBytes }]) => [source, readBytes]),
    [
      ['b', 2],
      ['c', 0],
    ],
  );
});
