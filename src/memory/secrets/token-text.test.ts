import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BASE62, DIGIT } from './byte-set.js';
import {
  afterSlash,
  countOf,
  endsToken,
  hasText,
  isVaried,
  runEnd,
  runStart,
  type Stretch,
  startsToken,
} from './token-text.js';

const of = (text: string): Stretch => ({ bytes: Buffer.from(text), start: 0, end: text.length });

test('a token starts at a line start, behind a sign and behind what stands for one', () => {
  for (const before of [
    '',
    '"',
    ' ',
    '=',
    '.',
    '-',
    '\\n',
    '\\\\n',
    '\\t',
    '\\u003d',
    '\\u0026',
    '%3D',
    '%22',
  ]) {
    assert.ok(startsToken(of(`${before}token`), before.length), before);
  }
  for (const before of ['a', '_', '9', 'n', 'xn', '3d', 'u003d', '%xD', '\\u00zd', '\\x3d']) {
    assert.ok(!startsToken(of(`${before}token`), before.length), before);
  }
});

test('nothing before the start and behind the end is looked at', () => {
  const bytes = Buffer.from('aab12ccc');
  const text = { bytes, start: 3, end: 5 };
  assert.ok(startsToken(text, 3));
  assert.ok(endsToken(text, 5));
  assert.equal(runEnd(text, 3, BASE62, 100), 5);
  assert.equal(runStart(text, 5, BASE62, 100), 3);
  assert.ok(!hasText(text, 3, '12c'));
  assert.ok(!hasText(text, 2, 'b12'));
  assert.ok(hasText(text, 3, '12'));
});

test('runs end at the most that is asked for', () => {
  assert.equal(runEnd(of('aaaa'), 0, BASE62, 3), 3);
  assert.equal(runStart(of('aaaa'), 4, BASE62, 3), 1);
});

test('bytes are counted', () => {
  assert.ok(isVaried(of('abcabc'), 0, 6, 3));
  assert.ok(!isVaried(of('abcabc'), 0, 6, 4));
  assert.equal(countOf(of('a1b2'), 0, 4, DIGIT), 2);
});

test('a slash may be escaped', () => {
  for (const slash of ['/', '\\/', '\\\\\\/', '%2F', '%2f']) {
    assert.equal(afterSlash(of(`${slash}x`), 0), slash.length);
  }
  for (const other of ['x', '\\x', '\\%2F', '']) assert.equal(afterSlash(of(other), 0), 0);
});
