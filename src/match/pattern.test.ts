import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  anchorPattern,
  MANY,
  normalPattern,
  ONE,
  type PatternPart,
  parsePattern,
  plainText,
} from './pattern.js';

/** Sigma specification, "Escaping". Written with String.raw, so a backslash is a backslash. */
const escapes: readonly (readonly [string, readonly PatternPart[]])[] = [
  [String.raw`C:\Windows`, ['C:\\Windows']],
  [String.raw`C:\\Windows`, ['C:\\Windows']],
  [String.raw`a\*b`, ['a*b']],
  [String.raw`a\?b`, ['a?b']],
  [String.raw`a\\*b`, ['a\\', MANY, 'b']],
  [String.raw`a\\?b`, ['a\\', ONE, 'b']],
  [String.raw`a\\\*b`, ['a\\*b']],
  [String.raw`\\\server`, ['\\\\server']],
  [String.raw`\\\\server`, ['\\\\server']],
  ['ends with \\', ['ends with \\']],
  ['*', [MANY]],
  ['', []],
  ['a*b?c', ['a', MANY, 'b', ONE, 'c']],
];

for (const [text, expected] of escapes) {
  test(`reads ${text === '' ? 'the empty text' : text}`, () =>
    assert.deepEqual(parsePattern(text), expected));
}

test('writes equal patterns equally', () => {
  assert.deepEqual(parsePattern('a**b'), parsePattern('a*b'));
  assert.deepEqual(parsePattern('a*?*?b'), ['a', ONE, ONE, MANY, 'b']);
  assert.deepEqual(anchorPattern(parsePattern('a'), 'contains'), parsePattern('*a*'));
  assert.deepEqual(anchorPattern(parsePattern('*a*'), 'contains'), parsePattern('*a*'));
  assert.deepEqual(anchorPattern(parsePattern('a'), 'startswith'), parsePattern('a*'));
  assert.deepEqual(anchorPattern(parsePattern('a'), 'endswith'), parsePattern('*a'));
});

test('does not move a wildcard over a dash', () => {
  const dash = { wild: '-' } as const;
  assert.deepEqual(normalPattern([MANY, dash, MANY, 'a', '', 'b']), [MANY, dash, MANY, 'ab']);
});

test('any text can be written as a plain pattern', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '*', '?', '\\') }), (text) => {
      assert.equal(plainText(parsePattern(text.replace(/[*?\\]/g, '\\$&'))), text);
    }),
  );
});
