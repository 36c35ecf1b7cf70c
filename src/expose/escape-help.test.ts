import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeLabelValue } from '../base/label-text.js';
import { escapeHelp } from './escape-help.js';
import { openMetricsFormat, textFormat } from './format.js';

test('label values: quote, backslash and line feed are escaped, nothing else', () => {
  assert.equal(escapeLabelValue('a"b\\c\nd'), 'a\\"b\\\\c\\nd');
  assert.equal(escapeLabelValue("\0\r\t'{},=é\u{1f511}"), "\0\r\t'{},=é\u{1f511}");
});

test('a lone surrogate becomes U+FFFD, a pair stays', () => {
  assert.equal(escapeLabelValue('\ud83d!\udd11\ud83d\udd11'), '\ufffd!\ufffd\u{1f511}');
  assert.equal(escapeHelp('\udd11', textFormat), '\ufffd');
});

test('help: a quote is escaped in OpenMetrics only', () => {
  assert.equal(escapeHelp('a"b\\c\nd', textFormat), 'a"b\\\\c\\nd');
  assert.equal(escapeHelp('a"b\\c\nd', openMetricsFormat), 'a\\"b\\\\c\\nd');
});

/** One character at a time, from the table of the specification. */
function escapeSlowly(text: string): string {
  const table = new Map([...'\\"'].map((char) => [char, `\\${char}`])).set('\n', '\\n');
  return [...text].map((char) => table.get(char) ?? char).join('');
}

test('the same as the slow way for any well-formed text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.equal(escapeLabelValue(text), escapeSlowly(text));
    }),
  );
  const hostile = fc.string({ unit: fc.constantFrom('\\', '"', '\n', 'n', '\r', '\0', '\u{1f511}') });
  fc.assert(fc.property(hostile, (text) => assert.equal(escapeLabelValue(text), escapeSlowly(text))));
});
