import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Cells, decodeLine, planOf } from '../../test/support/decode-line.js';
import { hostileLine, misleading } from '../../test/support/hostile-bytes.js';
import { NOT_MINE } from './line-decoder.js';
import { logfmtDecoder } from './logfmt-decoder.js';

function decode(line: string, ...columns: string[]): Cells {
  const { rows, cells } = decodeLine(logfmtDecoder, line, columns);
  assert.equal(rows, 1, line);
  return cells;
}

describe('logfmtDecoder', () => {
  it('reads plain, quoted and empty values, and bare keys', () => {
    const line = 'level=info msg="a \\"b\\" \\n c" empty= none="" cached ratio=0.5';
    assert.deepEqual(decode(line, 'level', 'msg', 'empty', 'none', 'cached', 'ratio', 'absent'), {
      level: 'info',
      msg: 'a "b" \n c',
      empty: '',
      none: '',
      cached: 'true',
      ratio: '0.5',
    });
  });

  it('finds a key with dots by its quoted and by its plain path', () => {
    assert.deepEqual(decode('a.b.c=1', 'a.b.c', '"a.b.c"', 'a."b.c"', 'a.b'), {
      'a.b.c': '1',
      '"a.b.c"': '1',
      'a."b.c"': '1',
    });
  });

  it('takes the last of a repeated key, in raw columns too', () => {
    const { cells } = decodeLine(logfmtDecoder, 'a="x\\ty" a=b c=1 c="\\"" d=1 d', ['a', 'd'], ['a', 'c']);
    assert.deepEqual(cells, { a: 'b', d: 'true', 'raw:a': 'b', 'raw:c': '"' });
  });

  it('takes the rest of the line for a quote that is not closed', () => {
    assert.deepEqual(decode('a=1 b="c d=2', 'a', 'b', 'd'), { a: '1', b: 'c d=2' });
    assert.deepEqual(decode('b="', 'b'), { b: '' });
  });

  it('passes over a header that ends in a colon', () => {
    const line = 'Feb  3 04:05:06 vm app[12]: level=info msg="x: y=z"';
    assert.deepEqual(decode(line, 'level', 'msg', 'vm', 'Feb'), { level: 'info', msg: 'x: y=z' });
    assert.deepEqual(decode('time=2026-02-03T04:05:06Z url=http://h/?a=b', 'time', 'url'), {
      time: '2026-02-03T04:05:06Z',
      url: 'http://h/?a=b',
    });
  });

  it('leaves lines without a pair, JSON and prose to others', () => {
    for (const line of [
      'plain text',
      '= =',
      '=a',
      '{a=b}',
      'a =',
      '{"a":"b c=d"}',
      'vm app: {"a":"b c=d"}',
      'he said "a=b"',
    ]) {
      assert.equal(decodeLine(logfmtDecoder, line, ['a', 'c']).rows, NOT_MINE, line);
    }
  });

  it('keeps nothing of the line before', () => {
    const decoder = logfmtDecoder(planOf(['a', 'b']));
    assert.deepEqual(decodeLine(() => decoder, 'a=1 b', ['a', 'b']).cells, { a: '1', b: 'true' });
    assert.deepEqual(decodeLine(() => decoder, 'b=2', ['a', 'b']).cells, { b: '2' });
  });

  it('never throws, and looks at nothing outside of its line', () => {
    fc.assert(
      fc.property(hostileLine, misleading, (line, around) => {
        const plain = decodeLine(logfmtDecoder, line, ['a', 'key', 'host'], ['a', 'key']);
        assert.ok([NOT_MINE, 1].includes(plain.rows));
        if (plain.rows === NOT_MINE) assert.deepEqual(plain.cells, {});
        assert.deepEqual(decodeLine(logfmtDecoder, line, ['a', 'key', 'host'], ['a', 'key'], around), plain);
      }),
      { numRuns: 3000 },
    );
  });

  it('gives back the pairs that a line was made of', () => {
    const key = fc.stringMatching(/^[a-z][a-z0-9_.-]{0,5}[a-z]$/);
    const value = fc.string({
      unit: fc.constantFrom('a', ' ', '"', '\\', '=', ':', '\n', '\u0001', 'é', '😀'),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value), { minLength: 1, maxLength: 6 }), (pairs) => {
        const line = pairs.map(([name, text]) => `${name}=${written(text)}`).join(' ');
        const expected = Object.fromEntries(pairs.map(([name, text]) => [`"${name}"`, text]));
        assert.deepEqual({ ...decode(line, ...Object.keys(expected)) }, expected);
      }),
    );
  });
});

function written(text: string): string {
  return /^[a-z:é]*$/.test(text) ? text : JSON.stringify(text);
}
