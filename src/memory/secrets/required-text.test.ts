import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { requiredText } from './required-text.js';
import { type Shape, standsAt } from './shape.js';

/** `a` for one byte, `[ab]` for one of several. */
function shown(shape: Shape): string {
  return shape
    .map((set) => {
      const bytes = Array.from(set.keys()).filter((byte) => set[byte] === 1);
      const text = Buffer.from(bytes).toString('latin1');
      return bytes.length === 1 ? text : `[${bytes.length > 4 ? '…' : text}]`;
    })
    .join('');
}

const cases: Readonly<Record<string, readonly string[]>> = {
  'corp-[0-9a-f]{32}': ['corp-[…][…][…][…][…][…][…][…]'],
  'foo|bar': ['foo', 'bar'],
  '(?:AKIA|ASIA)[A-Z]+x': ['AKIA', 'ASIA'],
  'a(bcd|efg)?hijk': ['hijk'],
  'a(bcd|efg){2}h': ['bcd', 'efg'],
  '(?i)pass': ['[Pp][Aa][Ss][Ss]'],
  '(?i:tok)EN_x': ['EN_x'],
  '(?i)a(?-i)bcQ': ['[Aa]bcQ'],
  '^\\bkey:\\s+\\d$': ['key:[\t\f\r ]'],
  'ab+cde': ['bcde'],
  'Q#+c': [],
  'Qb#+c': ['Qb#'],
  'x{3}': ['xxx'],
  'x{2,}yz': ['xyz'],
  'x{3,}yz': ['xxx'],
  'corp-\\d{9,12}:': ['corp-[…][…][…][…][…][…][…][…]'],
  'xQ\\.Z': ['xQ.Z'],
  '\\x41KZ\\x{51}': ['AKZQ'],
  'é!': ['\xc3\xa9!'],
  '[xyz]Q[^a]Z#!': ['Z#!'],
  'secret_(?P<kind>live|test)_': ['secret_'],
  // Nothing that must be there, too short, too common, or not understood.
  ab: [],
  'a.b.c': [],
  '[a-z]{20}': [],
  'foo|.': [],
  '(foo)?': [],
  '\\Qfoo\\E': [],
  '\\pLfoo': [],
  '[[:alpha:]]foo': [],
  'foo**': [],
  'foo)': [],
};

for (const [regex, expected] of Object.entries(cases)) {
  test(`requires of ${regex}`, () => assert.deepEqual(requiredText(regex).map(shown), expected));
}

const atom = fc.constantFrom(
  'a',
  'Q',
  'Z',
  '#',
  '_',
  '.',
  '\\.',
  '\\d',
  '\\w',
  '[QZ]',
  '[^a]',
  '[a#-]',
  '^',
  '$',
  '\\b',
  'é',
  '(?i)',
  '(?-i)',
);
const regexText = fc.letrec<{ regex: string; alternatives: string; sequence: string; part: string }>(
  (tie) => ({
    regex: tie('alternatives'),
    alternatives: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((all) => all.join('|')),
    sequence: fc.array(tie('part'), { maxLength: 6 }).map((all) => all.join('')),
    part: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      atom,
      fc.constantFrom('aQZ', 'Q#Z', '_Z#'),
      fc
        .tuple(atom, fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{2,}', '{0,2}', '+?'))
        .map((all) => all.join('')),
      fc
        .tuple(
          fc.constantFrom('(', '(?:', '(?i:', '(?P<n>'),
          tie('alternatives'),
          fc.constantFrom(')', ')+', ')?', ')*', '){2}'),
        )
        .map((all) => all.join('')),
    ),
  }),
).regex;
const line = fc
  .array(fc.constantFrom('aQZ', 'Q#Z', '_Z#', 'AqZ', 'q#Z', '_z#', ...'aQZ#_.0é'), { maxLength: 20 })
  .map((all) => all.join(''));

test('whatever a regular expression finds has one of the texts that it requires', () => {
  let decided = 0;
  fc.assert(
    fc.property(regexText, fc.array(line, { minLength: 20, maxLength: 20 }), (regex, lines) => {
      const compiled = compile(regex);
      const shapes = requiredText(regex);
      fc.pre(compiled !== undefined && shapes.length > 0);
      for (const one of lines) {
        const bytes = Buffer.from(one);
        if (!compiled.test(bytes)) continue;
        decided += 1;
        assert.ok(
          shapes.some((shape) => standsSomewhere(shape, bytes)),
          one,
        );
      }
    }),
    { numRuns: 1_000 },
  );
  assert.ok(decided > 300, `only ${decided} matches`);
});

function compile(regex: string): RE2JS | undefined {
  try {
    return RE2JS.compile(regex);
  } catch {
    return undefined;
  }
}

function standsSomewhere(shape: Shape, bytes: Buffer): boolean {
  for (let at = 0; at + shape.length <= bytes.length; at += 1) if (standsAt(shape, bytes, at)) return true;
  return false;
}
