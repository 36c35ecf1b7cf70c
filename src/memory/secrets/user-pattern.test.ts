import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RE2JS, RE2JSException } from 're2js';
import { findWith } from '../../../test/support/find-secrets.js';
import { randomHex, seededRandom } from '../../base/random.js';
import { SecretFinder } from './secret-finder.js';
import { userPattern } from './user-pattern.js';

const hmac = `hmac-sha256:${randomHex(seededRandom(3), 64)}`;

function found(regex: string, text: string | Buffer): number[] {
  const patterns = [userPattern('own', regex)];
  return findWith(new SecretFinder(patterns), patterns, text).map(({ lineStart }) => lineStart);
}

test('the regular expression is looked for in each line', () => {
  assert.deepEqual(found('corp-[0-9a-f]{4}', 'x corp-12af\ncorp-zz\n\ncorp-0000 corp-1111\n'), [0, 21]);
  // Nothing that it requires: every line is tried.
  assert.deepEqual(found('\\d{4}|x', 'a\n1234\n12\nx\n'), [2, 10]);
});

test('`^` and `$` are the ends of the line, also of one with CRLF', () => {
  for (const end of ['\n', '\r\n', '']) assert.deepEqual(found('^key=\\w+$', `key=a${end}`), [0]);
  assert.deepEqual(found('^key=\\w+$', 'a key=a\nkey=a b\n'), []);
  assert.deepEqual(found('^\\d+$', '12\r\nx1\n34'), [0, 7]);
});

test('letters of other alphabets are UTF-8, other bytes are one letter each', () => {
  assert.deepEqual(found('clé=.ß', 'x clé=ßß'), [0]);
  assert.deepEqual(found('key=.b', Buffer.from('6b65793dff62', 'hex')), [0]);
});

test('an HMAC of Vault is no part of what is found', () => {
  assert.deepEqual(found('[0-9a-f]{64}', `{"client_token":"${hmac}"}`), []);
  assert.deepEqual(found('(?i)password["\':= ]+\\S{8,}', `{"password":"${hmac}","user":"alice"}`), []);
  assert.deepEqual(found('hmac-sha256:', hmac), []);
  assert.deepEqual(found('corp-\\d', `${hmac}corp-1${hmac}`), [0]);
  assert.deepEqual(found('corp-\\d', `"${hmac}" corp-1`), [0]);
});

test('what only begins like an HMAC is looked through', () => {
  assert.deepEqual(found('[0-9a-f]{63}', hmac.slice(0, -1)), [0]);
  assert.deepEqual(found('hmac-sha256:zz', `hmac-sha256:hmac-sha256:zz`), [0]);
});

test('what is not valid throws', () => {
  assert.throws(() => userPattern('own', 'a(b'), RE2JSException);
});

test('finds what trying every line finds', () => {
  const regex = fc.constantFrom(
    'QZ#[a-z]',
    '(?:aQZ|#_#)+b?',
    '(?i)zq#',
    'a',
    '^aQ#',
    'Q{3}$',
    '[QZ]#Q[QZ]',
    '.',
  );
  const line = fc.array(fc.constantFrom('aQZ', 'QZ#', 'zQ#', '#_#', 'Q', 'Z', 'a', hmac), { maxLength: 8 });
  fc.assert(
    fc.property(regex, fc.array(line, { maxLength: 10 }), (own, all) => {
      const lines = all.map((parts) => parts.join(''));
      const compiled = RE2JS.compile(own);
      let start = 0;
      const expected = lines.flatMap((text) => {
        const at = start;
        start += text.length + 1;
        return text.split(hmac).some((part) => part !== '' && compiled.test(part)) ? [at] : [];
      });
      assert.deepEqual(found(own, lines.map((text) => `${text}\n`).join('')), expected);
    }),
    { numRuns: 500 },
  );
});
