import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeLabelValue, renderLabels } from './label-text.js';

test('backslash, quote and line feed are escaped, nothing else is', () => {
  assert.equal(escapeLabelValue('a\\b"c\nd'), 'a\\\\b\\"c\\nd');
  assert.equal(escapeLabelValue('\r\t\0{}=,é😀\u2028'), '\r\t\0{}=,é😀\u2028');
  assert.equal(escapeLabelValue('\\n'), '\\\\n');
  assert.equal(escapeLabelValue('\ud800a\udc00"'), '\ufffda\ufffd\\"');
});

test('an escaped value stays between its quotes and can be read back', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom('\\', '"', '\n', 'n', '\ud800', 'a')).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (value) => {
      const escaped = escapeLabelValue(value);
      assert.match(escaped, /^(?:[^\\"\n]|\\[\\"n])*$/);
      const back = escaped.replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char));
      assert.equal(back, value.toWellFormed());
      assert.equal(Buffer.from(escaped).toString(), escaped);
    }),
  );
});

test('label pairs stand in their order, without braces', () => {
  assert.equal(renderLabels([]), '');
  assert.equal(
    renderLabels(
      new Map([
        ['b', '1"'],
        ['a', ''],
      ]),
    ),
    'b="1\\"",a=""',
  );
});
