import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptsGzip } from './accept-encoding.js';

test('gzip only where the client takes it and does not like identity better', () => {
  const cases: readonly [string | undefined, boolean][] = [
    [undefined, false],
    ['', false],
    ['gzip', true],
    ['GZIP;q=0.1', true],
    ['x-gzip', true],
    ['deflate, gzip;q=0.5, br', true],
    ['*', true],
    ['*;q=0.1, identity;q=0.5', false],
    ['gzip;q=0', false],
    ['gzip;q=0, *', false],
    ['gzip;q=0.5, identity', false],
    ['gzip;q=0.5, identity;q=0.5', true],
    ['identity', false],
    ['identity;q=0', false],
    ['br, zstd', false],
    ['gzip;q=much', false],
  ];
  for (const [header, expected] of cases) assert.equal(acceptsGzip(header), expected, header);
});
