import fc from 'fast-check';
import type { FieldPath } from '../../src/config/field-path.js';

/** Blanks that may stand between tokens; none most of the time. */
const blank = fc.constantFrom('', '', '', '', ' ', '\t', ' \r ');

/** Pieces of a string as it is written between its quotes: letters, escapes, and what looks like structure. */
const stringPiece = fc.constantFrom(
  ...['a', 'b', 'é', '😀', ' ', '.', '{', '}', '[', ']', ',', ':', '\u007f', '\u2028', '\ufeff', '0', '17'],
  ...['\\"', '\\\\', '\\/', '\\b', '\\f', '\\n', '\\r', '\\t', '\\u0061', '\\u00E9', '\\u0000', '\\u005C'],
  ...['\\ud83d\\ude00', '\\ud800', '\\uDFFF'],
);

/** Few keys, so that duplicates, literal keys with dots and nested keys meet; some of them are written with escapes. */
const key = fc.constantFrom(
  ...['a', 'a', 'b', 'b', 'c', 'a.b', 'b.c', 'a.b.c', 'x', '', '__proto__', 'é', 'k\\\\', '\\\\u0061'],
  ...['\\u0061', 'a\\u002eb', '\\u00e9', '\\u0062.c', 'a\\"', 'a\\/b'],
);

const numberText = fc.oneof(
  fc.constantFrom(
    ...['0', '-0', '-0.0', '1', '-17', '1.50', '0.1', '1e3', '1E+3', '12e-7', '1e400', '-1e400', '1e-400'],
    ...['9007199254740991', '9007199254740993', '-9007199254740993', '123456789012345678901234567890'],
    ...['0.1234567890123456789', '12345678901234567.5', '1000000000000000000000', '1e00000000000000000001'],
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc.bigInt().map(String),
);

const stringText = fc.array(stringPiece, { maxLength: 5 }).map((pieces) => `"${pieces.join('')}"`);

const { object, list } = fc.letrec<{ value: string; object: string; list: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('null', 'true', 'false'),
    numberText,
    stringText,
    tie('object'),
    tie('list'),
  ),
  object: fc
    .array(fc.tuple(blank, key, blank, blank, tie('value'), blank), { maxLength: 5 })
    .chain((members) =>
      blank.map((inside) => {
        const text = members
          .map(([a, name, b, c, value, d]) => `${a}"${name}"${b}:${c}${value}${d}`)
          .join(',');
        return `{${text === '' ? inside : text}}`;
      }),
    ),
  list: fc.array(fc.tuple(blank, tie('value'), blank), { maxLength: 4 }).chain((elements) =>
    blank.map((inside) => {
      const text = elements.map(([a, value, b]) => a + value + b).join(',');
      return `[${text === '' ? inside : text}]`;
    }),
  ),
}));

/** The text of a JSON object in any spelling that RFC 8259 allows on one line, duplicate keys included. */
export const jsonObjectText: fc.Arbitrary<string> = object;
export const jsonArrayText: fc.Arbitrary<string> = list;

function pathOf(segments: readonly string[]): FieldPath {
  return { segments, text: JSON.stringify(segments) };
}

const wanted = [
  ...[['a'], ['b'], ['c'], ['x'], [''], ['é'], ['__proto__'], ['k\\'], ['\\u0061'], ['a"'], ['a/b'], ['a.b']],
  ...[
    ['a', 'b'],
    ['b', 'c'],
    ['a', 'b', 'c'],
    ['a.b', 'c'],
    ['a', 'b.c'],
    ['a', 'a', 'a'],
    ['__proto__', 'a'],
  ],
].map(pathOf);

/** Paths that may be wanted together. */
export const wantedPaths: fc.Arbitrary<FieldPath[]> = fc.uniqueArray(fc.constantFrom(...wanted), {
  minLength: 1,
  maxLength: 8,
  selector: ({ text }) => text,
});

/** A JSON text with enough in its strings and numbers that some damage leaves it JSON. */
const roomyText = fc
  .tuple(fc.oneof(object, list), fc.nat())
  .map(([text, number]) => `{"a":${text},"text":"long enough to take a hit","b":${number}5017, "a.b" : 77 }`);

/** The bytes of a JSON object after something went wrong: bits flipped, a part cut out, bytes put in. */
export function corruptedJson(): fc.Arbitrary<Buffer> {
  // Not fc.double, which nearly always is next to nothing.
  const place = fc.nat(9_999).map((part) => part / 10_000);
  const piece = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 3 }),
    fc
      .constantFrom(
        '{',
        '}',
        '[',
        ']',
        '"',
        ',',
        ':',
        '\\',
        '0',
        '-',
        '.',
        'e',
        'null',
        'true',
        '\\u12',
        '\0',
        '\r',
      )
      .map((part) => Buffer.from(part)),
  );
  const damage = fc.tuple(place, fc.nat(4), piece);
  return fc.tuple(roomyText, fc.array(damage, { minLength: 1, maxLength: 2 })).map(([whole, damages]) =>
    damages.reduce((bytes: Buffer, [at, cut, put]) => {
      const from = Math.floor(at * bytes.length);
      const flipped = Buffer.from(bytes);
      // Without a cut, one bit; the byte that was put in says which.
      if (cut === 0 && from < bytes.length) {
        flipped[from]! ^= 1 << (put[0]! % 8);
        return flipped;
      }
      return Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + cut - 1)]);
    }, Buffer.from(whole)),
  );
}
