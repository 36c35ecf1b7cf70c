import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exemplarText } from './exemplar-text.js';

test('labels, value and time', () => {
  assert.equal(
    exemplarText({ labels: 'id="5f3c"', value: 1, timestamp: 1700000000.123 }),
    ' # {id="5f3c"} 1 1700000000.123',
  );
  assert.equal(exemplarText({ labels: 'id="x"', value: 0.25 }), ' # {id="x"} 0.25');
  assert.equal(exemplarText(undefined), '');
});

test('a time that is no number is left out', () => {
  assert.equal(exemplarText({ labels: 'id="x"', value: 1, timestamp: Number.NaN }), ' # {id="x"} 1');
});

test('one with a NUL is left out: Prometheus would refuse the scrape', () => {
  assert.equal(exemplarText({ labels: 'id="a\0b"', value: 1 }), '');
});

test('up to 128 code points of names and unescaped values', () => {
  const shown = (labels: string) => exemplarText({ labels, value: 1 }) !== '';
  assert.ok(shown(`id="${'x'.repeat(126)}"`));
  assert.ok(!shown(`id="${'x'.repeat(127)}"`));
  assert.ok(shown(`id="${'\u{1f511}'.repeat(126)}"`), 'two UTF-16 units are one code point');
  assert.ok(!shown(`id="${'\u{1f511}'.repeat(127)}"`));
  assert.ok(shown(`id="${'\\"'.repeat(126)}"`), 'an escape is one code point');
  assert.ok(!shown(`id="${'\\\\'.repeat(127)}"`));
  assert.ok(shown(`id="${'x'.repeat(62)}",ip="${'y'.repeat(62)}"`));
  assert.ok(!shown(`id="${'x'.repeat(62)}",ip="${'='.repeat(63)}"`));
});
