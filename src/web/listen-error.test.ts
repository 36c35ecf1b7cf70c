import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listenError } from './listen-error.js';

test('says what is wrong and what to do', () => {
  const of = (code: string) =>
    listenError('127.0.0.1:80', Object.assign(new Error('boom'), { code })).message;
  assert.equal(
    of('EADDRINUSE'),
    'cannot listen on 127.0.0.1:80: address already in use (EADDRINUSE); stop the other process or choose --web.listen-address',
  );
  assert.match(of('EACCES'), /permission denied \(EACCES\); choose a port above 1023/);
  assert.match(of('EADDRNOTAVAIL'), /no interface has this address/);
  assert.match(of('ENOTFOUND'), /host not found/);
  assert.match(of('EINVAL'), /127\.0\.0\.1:80: boom; choose another --web\.listen-address/);
});
