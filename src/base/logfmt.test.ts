import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toLogfmt } from './logfmt.js';

test('time, level and message first, then the fields in their order', () => {
  const record = {
    source: 'vault',
    level: 'warn',
    n: 3,
    msg: 'cannot read',
    ts: '2026-01-02T15:04:05Z',
    gone: undefined,
  };
  assert.equal(toLogfmt(record), 'ts=2026-01-02T15:04:05Z level=warn msg="cannot read" source=vault n=3');
});

for (const [value, text] of [
  ['plain-1/2.3:4', 'plain-1/2.3:4'],
  ['', '""'],
  ['a b', '"a b"'],
  ['a=b', '"a=b"'],
  ['"', '"\\""'],
  ['\\', '"\\\\"'],
  ['\n', '"\\n"'],
  ['a\nlevel=error msg=owned', '"a\\nlevel=error msg=owned"'],
  ['\x1b[31m', '"\\u001b[31m"'],
  ['a\u0000', '"a\\u0000"'],
  ['\u009b31m', '"\\u009b31m"'],
  ['\u0085', '"\\u0085"'],
  ['\u2028', '"\\u2028"'],
  ['\u007f', '"\\u007f"'],
  ['é😀', 'é😀'],
  [true, 'true'],
  [null, 'null'],
  [1.5, '1.5'],
  [{ a: 'b c' }, '"{\\"a\\":\\"b c\\"}"'],
  [['a'], '"[\\"a\\"]"'],
] as const) {
  test(`${JSON.stringify(value)} is written as ${text}`, () =>
    assert.equal(toLogfmt({ k: value }), `k=${text}`));
}

test('one record is one line without control characters, and its values can be read back', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('a', ' ', '"', '\\', '=', '\n', '\r', '\x1b', '\u2028', '\u0085', 'level=error'))
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(value, value, (message, field) => {
      const line = toLogfmt({ ts: 'T', level: 'info', msg: message, field });
      assert.doesNotMatch(line, /[\p{Cc}\u2028\u2029]/u);
      const pairs = [...line.matchAll(/(\w+)=("(?:[^"\\]|\\.)*"|[^\s"=\\]*)(?: |$)/gu)];
      assert.equal(pairs.map(([whole]) => whole).join(''), line);
      const read = pairs.map(([, key, text]) => [key, text!.startsWith('"') ? JSON.parse(text!) : text]);
      assert.deepEqual(read, [
        ['ts', 'T'],
        ['level', 'info'],
        ['msg', message],
        ['field', field],
      ]);
    }),
    { numRuns: 1000 },
  );
});
