import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { countedBytes } from '../../../test/support/counted-bytes.js';
import { hostileTexts } from '../../../test/support/hostile-texts.js';
import { seededRandom } from '../../base/random.js';
import { builtinPatterns } from './builtin-patterns.js';
import { SecretFinder } from './secret-finder.js';
import { userPattern } from './user-pattern.js';

/** Reads by index for each byte of the text, beside the one pass of the filter. */
const MOST_READS = 32;

const builtin = new SecretFinder(builtinPatterns());
const withOwn = new SecretFinder([
  ...builtinPatterns(),
  userPattern('own', '(?i)corp-\\d+|A+_B'),
  userPattern('everywhere', 'A+.B'),
]);

function readsPerByte(text: Buffer): number {
  const counted = countedBytes(text);
  withOwn.find(counted.bytes, 0, text.length, () => {});
  return counted.reads / text.length;
}

test('a text of hostile repetitions is read a few times at most, however long it is', () => {
  for (const length of [1_000, 16_000]) {
    for (const [what, text] of hostileTexts(length)) {
      const reads = readsPerByte(text);
      assert.ok(reads <= MOST_READS, `${what}, ${length} bytes: ${reads} reads for each byte`);
    }
  }
});

const random = seededRandom(17);
const size = 1 << 20;
const bytes = Buffer.from(Uint8Array.from({ length: size }, () => random() * 256));
const texts = {
  'random bytes': bytes,
  base64: Buffer.from(bytes.toString('base64').replace(/.{1000}/g, '$&\n')),
  hex: Buffer.from(bytes.toString('hex')),
  'source text': Buffer.alloc(size, readFileSync(new URL(import.meta.url))),
};

for (const [what, text] of Object.entries(texts)) {
  test(`${what} is hardly read beside the one pass of the filter, and nothing is found`, () => {
    const counted = countedBytes(text);
    const found: number[] = [];
    builtin.find(counted.bytes, 0, text.length, (pattern) => found.push(pattern));
    assert.deepEqual(found, []);
    assert.ok(counted.reads < text.length, `${counted.reads} reads`);
  });
}
