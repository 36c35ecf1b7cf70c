import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodeLine } from '../../test/support/decode-line.js';
import { hostileLine, misleading } from '../../test/support/hostile-bytes.js';
import { NOT_MINE } from './line-decoder.js';
import { regexDecoder } from './regex-decoder.js';

const login =
  '(?P<user>\\S+) successfully (?:authenticated|logged in)(?: with authenticator (?<authenticator>\\S+))?';

function decode(patterns: string[], line: string | Uint8Array, columns: string[], around = '') {
  return decodeLine((plan) => regexDecoder(plan, patterns), line, columns, ['user'], around);
}

describe('regexDecoder', () => {
  it('feeds the named groups of the first pattern that is found', () => {
    const columns = ['user', 'authenticator', 'verb'];
    const line = ' INFO 2026/02/03 04:05:06 +0000 [pid=12] grüße:user:alice successfully logged in';
    assert.deepEqual(decode(['^nowhere (?P<verb>x)', login, '(?P<verb>logged)'], line, columns), {
      rows: 1,
      cells: { user: 'grüße:user:alice', 'raw:user': 'grüße:user:alice' },
    });
    assert.deepEqual(decode(['(?P<verb>logged)', login], line, columns).cells, { verb: 'logged' });
  });

  it('tells a group that took no part from one that is empty', () => {
    assert.deepEqual(decode(['x(?P<a>)(?P<b>y)?(?P<c>z)'], 'xz', ['a', 'b', 'c']).cells, { a: '', c: 'z' });
  });

  it('leaves lines that no pattern finds', () => {
    assert.equal(decode([login, '^a+$'], 'something else', ['user']).rows, NOT_MINE);
    assert.equal(decode([], 'something else', ['user']).rows, NOT_MINE);
  });

  it('takes time linear in the line for a pattern made to explode', () => {
    // A backtracking matcher needs 2^100,000 steps here: this test would not end.
    assert.equal(decode(['^(?P<user>(a+)+)$'], `${'a'.repeat(100_000)}!`, ['user']).rows, NOT_MINE);
  });

  it('throws on what is no RE2 pattern', () => {
    assert.throws(() => decode(['(?P<user>x'], 'x', []));
    assert.throws(() => decode(['(?P<user>x)(?=y)'], 'x', []));
  });

  it('agrees with the regular expressions of JavaScript, whatever the line', () => {
    const patterns = ['(?P<a>\\w+)=(?P<b>[^ ]*)', '\\[(?P<b>[^\\]]+)\\]'];
    const slow = patterns.map((source) => new RegExp(source.replaceAll('?P<', '?<'), 'u'));
    fc.assert(
      fc.property(hostileLine, misleading, (line, around) => {
        const match = slow.map((re) => re.exec(Buffer.from(line).toString('utf8'))).find((m) => m !== null);
        const { rows, cells } = decode(patterns, line, ['a', 'b'], around);
        assert.equal(rows, match === undefined ? NOT_MINE : 1);
        assert.deepEqual(cells, { ...match?.groups });
      }),
      { numRuns: 2000 },
    );
  });
});
