import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePathPattern } from './path-pattern.js';

test('whether a path could have been found by a pattern', () => {
  const table: readonly (readonly [string, string, boolean])[] = [
    ['/var/log/audit.log', '/var/log/audit.log', true],
    ['/var/log/audit.log', '/var/log/audit.log.1', false],
    ['/var/log/*.log', '/var/log/a.log', true],
    ['/var/log/*.log', '/var/log/b/a.log', false],
    ['/var/*/a.log', '/var/x/a.log', true],
    ['/var/**/a.log', '/var/a.log', true],
    ['/var/**/a.log', '/var/x/y/a.log', true],
    ['/var/**', '/var/x/y', true],
    ['logs/a[1].log', 'logs/a[1].log', true],
    ['logs/a[1].log', 'logs/a1.log', true],
  ];
  for (const [pattern, path, expected] of table) {
    assert.equal(parsePathPattern(pattern).matches(path), expected, `${pattern} on ${path}`);
  }
});
