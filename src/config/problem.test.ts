import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError } from './config-error.js';
import { type Problem, renderProblems, sortProblems } from './problem.js';

const at = (file: string, line: number, column: number): Problem => ({ file, line, column, message: 'no' });

test('problems are sorted by file, line and column; the first file stays first', () => {
  const sorted = sortProblems([at('b', 10, 1), at('a', 1, 1), at('b', 9, 2), at('b', 9, 1)]);
  assert.deepEqual(sorted, [at('b', 9, 1), at('b', 9, 2), at('b', 10, 1), at('a', 1, 1)]);
});

test('a problem is shown with its place, one of the whole file with its name alone', () => {
  assert.equal(renderProblems([at('x.yml', 0, 0), at('x.yml', 12, 5)]), 'x.yml: no\nx.yml:12:5: no');
});

test('the message of a ConfigError holds all problems', () => {
  const error = new ConfigError([at('x.yml', 2, 1), at('x.yml', 1, 1)]);
  assert.equal(String(error), 'ConfigError: x.yml:1:1: no\nx.yml:2:1: no');
});
