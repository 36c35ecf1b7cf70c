import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { closingQuote, unescapeQuoted } from './quoted-text.js';

it('undoes the escapes of Go and of JSON, and leaves the rest', () => {
  assert.equal(unescapeQuoted('\\a\\b\\f\\n\\r\\t\\v\\"\\\\\\/'), '\x07\b\f\n\r\t\v"\\/');
  assert.equal(unescapeQuoted('\\x41\\u00e9\\U0001f600\\ud83d\\ude00'), 'Aé😀😀');
  assert.equal(unescapeQuoted('C:\\dir \\x4 \\u12 \\U00110000 \\'), 'C:\\dir \\x4 \\u12 \\U00110000 \\');
});

it('reads back whatever JSON.stringify wrote', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', '\\', 'u', 'n', '\n', '\u0001', 'é', '😀') });
  fc.assert(
    fc.property(text, (value) => {
      const written = Buffer.from(`${JSON.stringify(value)} "more"`);
      const close = closingQuote(written, 1, written.length);
      assert.equal(unescapeQuoted(written.toString('utf8', 1, close)), value);
    }),
  );
});

it('ends an open quote at the end', () => {
  for (const text of ['abc', 'ab\\', ''])
    assert.equal(closingQuote(Buffer.from(`${text}"`), 0, text.length), text.length);
});
