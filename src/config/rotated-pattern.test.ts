import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultRotated, rotatedFault } from './rotated-pattern.js';

test('the default patterns, and those that users write, are valid', () => {
  for (const pattern of [
    ...defaultRotated,
    '{path}.*',
    '/archive/{name}-[0-9]*',
    '{dir}/old/{stem}*{ext}',
    'old/{name}',
  ]) {
    assert.equal(rotatedFault(pattern), undefined, pattern);
  }
});

test('each fault says what is wrong', () => {
  const faults = {
    '': /names no file/,
    '{name}/': /names no file/,
    '{nmae}.1': /unknown placeholder \{nmae\}; there are \{path\}, \{dir\}/,
    '{name}.{1': /brace without/,
    '*.log': /which log it belongs to; use \{path\}, \{name\}, \{stem\}/,
    '{dir}/*{ext}': /which log it belongs to/,
    'x{path}': /elsewhere than at its beginning/,
    '{dir}{name}': /no "\/" after \{dir\}/,
    '*/{name}': /wildcard in a directory/,
  };
  for (const [pattern, message] of Object.entries(faults)) assert.match(rotatedFault(pattern) ?? '', message);
});
