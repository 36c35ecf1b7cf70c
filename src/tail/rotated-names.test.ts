import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { defaultRotated } from '../config/rotated-pattern.js';
import { rotatedNames } from './rotated-names.js';

function isRotated(path: string, other: string, patterns: readonly string[] = defaultRotated): boolean {
  return rotatedNames(patterns, path).some(({ directory, prefix, matches }) => {
    const name = other.slice(other.lastIndexOf('/') + 1);
    return join(directory, name) === other && matches(name) && name.startsWith(prefix);
  });
}

test("the default finds logrotate's names, and nothing else", () => {
  const names = [
    'audit.log.1',
    'audit.log.12.gz',
    'audit.log.2.zst',
    'audit.log-20261120',
    'audit.log-20261120.gz',
    'audit.log-2026112014-1763590000.zst',
    'audit-20261120.log',
    'audit-20261120.log.gz',
    'audit-2026-11-20.log.zst',
    'audit.1.log',
    'audit.3.log.gz',
    'audit.log.gz',
  ];
  for (const name of names) assert.ok(isRotated('/var/log/audit.log', `/var/log/${name}`), name);
  const others = [
    'audit.log',
    'audit-2.log',
    'audit-server.log',
    'audit.log.bak',
    'audit.log.1.xz',
    'laudit.log.1',
  ];
  for (const name of others) assert.ok(!isRotated('/var/log/audit.log', `/var/log/${name}`), name);
  assert.ok(!isRotated('/var/log/audit.log', '/var/other/audit.log.1'));
});

test('a log without an extension, in the working directory, with a name that looks like a pattern', () => {
  assert.ok(isRotated('/var/log/secure', '/var/log/secure-20261120'));
  assert.ok(isRotated('audit.log', 'audit.log.1'));
  assert.ok(isRotated('/a/odd[1]*.log', '/a/odd[1]*.log.1'));
  assert.ok(!isRotated('/a/odd[1]*.log', '/a/odd1x.log.1'));
});

test('placeholders stand for the parts of the path', () => {
  const path = '/var/log/vault/audit.log';
  const found = {
    '{dir}/archive/{stem}-*{ext}': '/var/log/vault/archive/audit-x.log',
    'archive/{name}.*': '/var/log/vault/archive/audit.log.7',
    '/srv/old/{stem}{ext}.old': '/srv/old/audit.log.old',
    '{path}.old': '/var/log/vault/audit.log.old',
    '{path}.d/{name}-?': '/var/log/vault/audit.log.d/audit.log-1',
  };
  for (const [pattern, other] of Object.entries(found)) {
    assert.ok(isRotated(path, other, [pattern]), pattern);
    assert.ok(isRotated(path, `${other}.gz`, [pattern]), pattern);
  }
});
