import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatHostPort, parseListenAddress } from './listen-address.js';

test('reads host and port', () => {
  const cases: readonly [string, string | undefined, number][] = [
    ['127.0.0.1:10105', '127.0.0.1', 10105],
    ['localhost:0', 'localhost', 0],
    [':10105', undefined, 10105],
    ['[::1]:10105', '::1', 10105],
    ['[fe80::1%eth0]:65535', 'fe80::1%eth0', 65535],
  ];
  for (const [text, host, port] of cases) assert.deepEqual(parseListenAddress(text), { host, port });
});

test('refuses everything else', () => {
  const bad = ['', ':', '10105', 'host', 'host:', 'host:x', 'host:-1', 'host:65536', 'host:1e3', '::1:10105'];
  for (const text of [
    ...bad,
    '[::1]',
    '[]:1',
    '[::1]10105',
    'http://host:1',
    'a b:1',
    'host:1 ',
    'host:1/',
  ]) {
    assert.equal(parseListenAddress(text), undefined, text);
  }
});

test('an IPv6 address is written in brackets', () => {
  assert.equal(formatHostPort('::1', 80), '[::1]:80');
  assert.equal(formatHostPort('127.0.0.1', 80), '127.0.0.1:80');
});
