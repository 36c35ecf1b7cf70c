import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compileWildcard, matchPoints, matchTexts, type SearchedText } from './match-wildcard.js';
import { type Pattern, parsePattern } from './pattern.js';

const unit = fc.constantFrom('a', 'b', '😀');
const part = fc.oneof(unit, fc.constantFrom('*', '*', '?'));

test('agrees with a regular expression', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: part, maxLength: 9 }),
      fc.string({ unit, maxLength: 12 }),
      (pattern, text) => {
        const source = pattern.replaceAll('*', '.*').replaceAll('?', '.');
        assert.equal(
          compileWildcard(parsePattern(pattern))(text),
          new RegExp(`^${source}$`, 'su').test(text),
        );
      },
    ),
    { numRuns: 3000 },
  );
});

test('a question mark is one character, also one of two UTF-16 units', () => {
  const matches = compileWildcard(parsePattern('a?b'));
  assert.equal(matches('a😀b'), true);
  assert.equal(matches('axxb'), false);
  assert.equal(matches('ab'), false);
});

test('wildcards span line ends', () => {
  assert.equal(compileWildcard(parsePattern('a*b'))('a\n\r\u2028b'), true);
});

test('the first and the last piece do not overlap', () => {
  assert.equal(compileWildcard(parsePattern('aba*aba'))('ababa'), false);
  assert.equal(compileWildcard(parsePattern('*ab*b'))('ab'), false);
});

/** Counts the characters that a search may look at: each search reads from where it starts to where it found. */
function counted(text: string): { text: SearchedText; characters: () => number } {
  let characters = 0;
  return {
    characters: () => characters,
    text: {
      length: text.length,
      startsWith: (piece) => text.startsWith(piece),
      endsWith: (piece) => text.endsWith(piece),
      indexOf(piece, from = 0) {
        const found = text.indexOf(piece, from);
        characters += (found === -1 ? text.length : found + piece.length) - from;
        return found;
      },
    },
  };
}

const MIB = 2 ** 20;

test('reads an adversarial text of 1 MiB once, however many wildcards the pattern has', () => {
  const pieces = ['', ...Array.from({ length: 40 }, () => 'aa'), 'ab', ''];
  for (const unkind of ['a'.repeat(MIB), 'aab'.repeat(MIB / 4), `${'a'.repeat(MIB)}c`]) {
    const { text, characters } = counted(unkind);
    matchTexts(pieces, text);
    assert.ok(characters() <= unkind.length, `${characters()} characters for ${unkind.length}`);
  }
});

test('steps over an adversarial text grow with its length only, question marks included', () => {
  // `*a?a?b*`-like pieces, each nearly found at every place.
  const piece = [97, -1, 97, -1, 98];
  const pieces = [[], piece, piece, piece, []];
  const steps = (length: number): number => {
    let count = 0;
    const text = new Proxy({ length } as ArrayLike<number>, {
      get(target, key) {
        if (key === 'length') return target.length;
        count += 1;
        return 97;
      },
    });
    assert.equal(matchPoints(pieces, text), false);
    return count;
  };
  assert.ok(steps(MIB / 16) <= (MIB / 16) * piece.length);
  assert.ok(steps(MIB / 8) <= 2 * steps(MIB / 16) + 100);
});

test('finds the needle at the end of 1 MiB of near misses', () => {
  const pattern: Pattern = parsePattern(`${'*a'.repeat(500)}*?b`);
  assert.equal(compileWildcard(pattern)(`${'a'.repeat(MIB)}b`), true);
  assert.equal(compileWildcard(pattern)('a'.repeat(MIB)), false);
});
