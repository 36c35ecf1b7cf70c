import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meets, problems } from '../../test/support/conditions.js';

test('searches anywhere, case-sensitive, with the flags i, m and s', () => {
  assert.equal(meets({ 'cmd|re': 'h.a' }, { cmd: 'whoami' }), true);
  assert.equal(meets({ 'cmd|re': '^h.a' }, { cmd: 'whoami' }), false);
  assert.equal(meets({ 'cmd|re': 'H.A' }, { cmd: 'whoami' }), false);
  assert.equal(meets({ 'cmd|re|i': 'H.A' }, { cmd: 'whoami' }), true);
  assert.equal(meets({ 'cmd|re': 'a.b' }, { cmd: 'a\nb' }), false);
  assert.equal(meets({ 'cmd|re|s': 'a.b' }, { cmd: 'a\nb' }), true);
  assert.equal(meets({ 'cmd|re': '^b' }, { cmd: 'a\nb' }), false);
  assert.equal(meets({ 'cmd|re|m': '^b' }, { cmd: 'a\nb' }), true);
  assert.equal(meets({ 'cmd|re|i|m|s': '^B.c' }, { cmd: 'a\nb\nc' }), true);
  assert.equal(meets({ 'cmd|re|ignorecase|multiline|dotall': '^B.c' }, { cmd: 'a\nb\nc' }), true);
});

test('startswith and endswith anchor every alternative', () => {
  assert.equal(meets({ 'cmd|re|startswith': 'a|b' }, { cmd: 'bx' }), true);
  assert.equal(meets({ 'cmd|re|startswith': 'a|b' }, { cmd: 'xb' }), false);
  assert.equal(meets({ 'cmd|re|endswith': 'a|b' }, { cmd: 'xa' }), true);
  assert.equal(meets({ 'cmd|re|endswith': 'a|b' }, { cmd: 'ax' }), false);
  assert.equal(meets({ 'cmd|re|contains': 'a|b' }, { cmd: 'xbx' }), true);
  assert.match(problems({ 'cmd|re|startswith': 'a)(?:b' })[0]!, /cannot compile regular expression/);
});

test('a backslash and a star in a regular expression are not those of a wildcard', () => {
  assert.equal(meets({ 'cmd|re': '^a\\*\\\\b*$' }, { cmd: 'a*\\bbb' }), true);
});

for (const [source, problem] of [
  ['(?=a)b', /look-ahead and look-behind are not supported, since they can't run in linear time/],
  ['(?<!a)b', /look-ahead and look-behind/],
  ['(a)\\1', /back references are not supported/],
  ['a++', /possessive quantifiers are not supported/],
  ['(?>a)', /atomic groups are not supported/],
  ['[a', /cannot compile regular expression "\[a": missing closing \]/],
] as const) {
  test(`refuses ${source}`, () => assert.match(problems({ 'cmd|re': source })[0]!, problem));
}

test('expressions that make backtracking engines explode end on 1 MiB', () => {
  // With backtracking these would take longer than anyone waits; that the test ends is the assertion.
  const text = `${'a'.repeat(2 ** 20)}!`;
  for (const source of ['^(a+)+$', '^(a|aa)+$', '(a*)*b', '^(\\w+\\s?)*$', '(x+x+)+y']) {
    assert.equal(meets({ 'cmd|re': source }, { cmd: text }), false, source);
  }
});
