import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findSecrets, findWith } from '../../../test/support/find-secrets.js';
import { hostileLine } from '../../../test/support/hostile-bytes.js';
import { plants } from '../../../test/support/planted-secrets.js';
import { seededRandom } from '../../base/random.js';
import { builtinPatterns } from './builtin-patterns.js';
import { SecretFinder } from './secret-finder.js';
import { userPattern } from './user-pattern.js';

const random = seededRandom(5);
const token = plants.vault_token[0]!(random);
const other = plants.vault_token[1]!(random);
const keyId = plants.aws_access_key_id[0]!(random);

test('a line counts once for each pattern, however often it stands there', () => {
  const line = `${token} ${other} ${token} ${keyId}`;
  assert.deepEqual(findSecrets(line), [
    { pattern: 'aws_access_key_id', lineStart: 0 },
    { pattern: 'vault_token', lineStart: 0 },
  ]);
});

test('each line counts, and is told by its start', () => {
  const lines = ['nothing', token, '', `x ${token}`, `${keyId}\r`, `${other} ${token}`, 'nothing', token];
  const starts = lines.map((_, i) =>
    Buffer.byteLength(
      lines
        .slice(0, i)
        .map((line) => `${line}\n`)
        .join(''),
    ),
  );
  for (const text of [lines.join('\n'), `${lines.join('\n')}\n`]) {
    assert.deepEqual(
      findSecrets(text).map(({ lineStart }) => starts.indexOf(lineStart)),
      [1, 3, 4, 5, 7],
    );
  }
});

test('only the lines that were asked for are looked at', () => {
  const bytes = Buffer.from(`${token}\n${keyId}\n${token}\n`);
  const start = token.length + 1;
  const end = start + keyId.length;
  for (const last of [end, end + 1]) {
    const found: (readonly number[])[] = [];
    new SecretFinder(builtinPatterns()).find(bytes, start, last, (...finding) => found.push(finding));
    assert.deepEqual(found, [
      [builtinPatterns().findIndex(({ name }) => name === 'aws_access_key_id'), start],
    ]);
  }
  assert.deepEqual(findSecrets(bytes.subarray(0, token.length - 5)), []);
});

test('one line does not hold what a credential needs of the next', () => {
  const half = token.length - 6;
  assert.deepEqual(findSecrets(`${token.slice(0, half)}\n${token.slice(half)}`), []);
  const pair = plants.aws_secret_access_key[0]!(random);
  assert.deepEqual(findSecrets(pair.replace('= ', '=\n')), []);
});

test('credentials are found between binary, NUL and bytes that are no UTF-8', () => {
  for (const around of [
    Buffer.from([0, 0, 0]),
    Buffer.from([0xff, 0xfe, 0x80]),
    Buffer.from('\ufeff'),
    Buffer.from([0x1b]),
  ]) {
    const line = Buffer.concat([around, Buffer.from(token), around]);
    assert.deepEqual(findSecrets(line), [{ pattern: 'vault_token', lineStart: 0 }]);
  }
});

test('whatever the bytes, lines are found as they are when each stands by itself', () => {
  const patterns = [...builtinPatterns(), userPattern('own', 'a+b'), userPattern('rare', 'corp-[0-9]{2}')];
  const finder = new SecretFinder(patterns);
  const secrets = Object.values(plants).map((forms) => forms[0]!(random));
  const piece = fc.oneof(
    hostileLine,
    fc.constantFrom(...secrets, 'corp-12', 'aab', '\n', '"', ' ').map((text) => Buffer.from(text)),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const bytes = Buffer.concat(pieces);
      const expected = linesOf(bytes).flatMap(({ line, start }) =>
        findWith(finder, patterns, line).map(({ pattern }) => ({ pattern, lineStart: start })),
      );
      assert.deepEqual(findWith(finder, patterns, bytes), expected);
    }),
    { numRuns: 500 },
  );
});

function linesOf(bytes: Buffer): { line: Buffer; start: number }[] {
  const lines: { line: Buffer; start: number }[] = [];
  for (let start = 0; start < bytes.length; ) {
    const lf = bytes.indexOf(0x0a, start);
    const end = lf === -1 ? bytes.length : lf;
    lines.push({ line: bytes.subarray(start, end), start });
    start = end + 1;
  }
  return lines;
}

test('without patterns nothing is found', () => {
  assert.deepEqual(findWith(new SecretFinder([]), [], token), []);
});
