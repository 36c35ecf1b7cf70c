import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compileGlobSegment } from './glob-segment.js';

test('patterns for file names', () => {
  const table: readonly (readonly [string, string, boolean])[] = [
    ['audit.log', 'audit.log', true],
    ['audit.log', 'auditxlog', false],
    ['*.log', 'a.log', true],
    ['*.log', '.log', false],
    ['.*', '.log', true],
    ['audit.log*', 'audit.log', true],
    ['audit.log*', 'audit.log.1', true],
    ['*a*b', 'xaybzb', true],
    ['*a*b', 'xaybzc', false],
    ['?', 'é', true],
    ['?', '', false],
    ['[a-c]x', 'bx', true],
    ['[!a-c]x', 'bx', false],
    ['[^a-c]x', 'dx', true],
    ['[]]', ']', true],
    ['[!]]', 'x', true],
    ['[a-]', '-', true],
    ['[ab', '[ab', true],
    ['\\*', '*', true],
    ['\\*', 'x', false],
    ['**', 'anything', true],
  ];
  for (const [pattern, name, expected] of table) {
    assert.equal(compileGlobSegment(pattern).matches(name), expected, `${pattern} on ${name}`);
  }
});

test('a name chosen to be hard takes no time', () => {
  const pattern = compileGlobSegment('*a*a*a*a*a*a*a*a*a*a*b');
  const start = performance.now();
  assert.equal(pattern.matches('a'.repeat(255)), false);
  assert.ok(performance.now() - start < 200);
});

/** As in a textbook: exponential, and obviously right. */
function slowly(pattern: string, name: string): boolean {
  if (pattern === '') return name === '';
  if (pattern[0] === '*')
    return slowly(pattern.slice(1), name) || (name !== '' && slowly(pattern, name.slice(1)));
  return (
    name !== '' && (pattern[0] === '?' || pattern[0] === name[0]) && slowly(pattern.slice(1), name.slice(1))
  );
}

test('agrees with the slow way', () => {
  const text = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 8 });
  fc.assert(
    fc.property(text('ab*?'), text('ab'), (pattern, name) => {
      assert.equal(compileGlobSegment(pattern).matches(name), slowly(pattern, name));
    }),
    { numRuns: 1_000 },
  );
});
