import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseFieldPath } from './field-path.js';

const good: [string, string[], string][] = [
  ['a', ['a'], 'a'],
  ['request.path', ['request', 'path'], 'request.path'],
  ['annotations."authorization.k8s.io/decision"', ['annotations', 'authorization.k8s.io/decision'], ''],
  ['"action@43868".result', ['action@43868', 'result'], 'action@43868.result'],
  ['action@43868', ['action@43868'], 'action@43868'],
  ['"a"', ['a'], 'a'],
  ['"a\\"b\\\\c"', ['a"b\\c'], '"a\\"b\\\\c"'],
  ['a b.c[0]', ['a b', 'c[0]'], 'a b.c[0]'],
  ['__proto__.x', ['__proto__', 'x'], '__proto__.x'],
];
for (const [text, segments, canonical] of good) {
  test(`${text} is a field path`, () => {
    assert.deepEqual(parseFieldPath(text), { segments, text: canonical || text });
  });
}

for (const text of ['', '.', '.a', 'a.', 'a..b', '"a', '"a"b', 'a"b', '""', 'a.""', '"a"."', '"a\\"']) {
  test(`${JSON.stringify(text)} is not a field path`, () => {
    assert.equal(parseFieldPath(text), undefined);
  });
}

test('what is written from any segments reads as those segments, and as the same canonical text', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 }), (segments) => {
      const quoted = segments.map((segment) => `"${segment.replace(/["\\]/g, '\\$&')}"`).join('.');
      const path = parseFieldPath(quoted);
      assert.deepEqual(path?.segments, segments);
      assert.deepEqual(parseFieldPath(path?.text ?? ''), path);
    }),
  );
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '.', '"', '\\', ' ') }), (text) => {
      const path = parseFieldPath(text);
      assert.ok(path === undefined || path.segments.every((segment) => segment !== ''));
    }),
  );
});
