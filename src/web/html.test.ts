import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { html } from './html.js';

test('values are escaped, markup is kept, lists are joined', () => {
  const list = ['<a>', '&'].map((text) => html`<li>${text}</li>`);
  assert.equal(html`<ul>${list}</ul>${7}`.toString(), '<ul><li>&#60;a&#62;</li><li>&#38;</li></ul>7');
});

test('no value can end its element or its attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', '/', '\0') }), (text) => {
      const [, inner = '<'] = /^<p title="(.*)">\1<\/p>$/s.exec(
        html`<p title="${text}">${text}</p>`.toString(),
      )!;
      assert.doesNotMatch(inner, /[<>"']|&(?!#\d+;)/);
    }),
  );
});
