import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { corruptedJson, jsonArrayText, jsonObjectText } from '../../test/support/arbitrary-json.js';
import { misleading } from '../../test/support/hostile-bytes.js';
import { scanScalar, scanString, skipBlanks, skipValue } from './json-scan.js';

const anyText = fc.oneof(jsonObjectText, jsonArrayText);

/** Whether all of `bytes` is one value for the scanner; `around` stands on both sides and must not matter. */
function isValue(bytes: Uint8Array, around = ''): boolean {
  const start = Buffer.byteLength(around);
  const all = Buffer.concat([Buffer.from(around), bytes, Buffer.from(around)]);
  const end = start + bytes.length;
  const next = skipValue(all, skipBlanks(all, start), end);
  return next !== -1 && next <= end && skipBlanks(all, next) >= end;
}

function parses(bytes: Uint8Array): boolean {
  try {
    JSON.parse(Buffer.from(bytes).toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

test('takes every JSON text', () => {
  fc.assert(
    fc.property(anyText, misleading, (text, around) => {
      JSON.parse(text);
      assert.ok(isValue(Buffer.from(text), around));
    }),
  );
});

test('takes what JSON.parse takes and refuses what it refuses', () => {
  const seen = { true: 0, false: 0 };
  fc.assert(
    fc.property(corruptedJson(), misleading, (bytes, around) => {
      const expected = parses(bytes);
      seen[`${expected}`] += 1;
      assert.equal(isValue(bytes, around), expected, bytes.toString('latin1'));
    }),
    { numRuns: 5000 },
  );
  assert.ok(seen.true > 500 && seen.false > 500, JSON.stringify(seen));
});

for (const text of [
  ...[
    '0',
    '-0',
    '10',
    '-1.5e-7',
    '1E5',
    '0e0',
    '01',
    '-',
    '-a',
    '.5',
    '1.',
    '1.e3',
    '1e',
    '1e+',
    '+1',
    '0x10',
    '--1',
  ],
  ...['true', 'false', 'null', 'tru', 'nul', 'falsy', 'True', 'NaN', 'Infinity', 'undefined', ''],
  ...['""', '"\\u12g4"', '"\\u123"', '"\\x41"', '"\t"', '"', '"\\"', "'a'", '"\\u00AF"', '"a"b'],
  ...[
    '[]',
    '[,]',
    '[1,]',
    '[1 2]',
    '[',
    ']',
    '[}',
    '{]',
    '[[]',
    '[]]',
    '{"a"}',
    '{"a":}',
    '{a:1}',
    '{"a":1,}',
  ],
  ...['{,}', '{"a":1 "b":2}', '{"a":[{"b":[]}]}', '{"a"::1}', '{1:2}', '[1]2', ' [ 1 , 2 ] ', '{"a":1}}'],
]) {
  test(`${JSON.stringify(text)} is ${parses(Buffer.from(text)) ? '' : 'not '}JSON`, () => {
    assert.equal(isValue(Buffer.from(text)), parses(Buffer.from(text)));
    assert.equal(isValue(Buffer.from(text), '\n'), parses(Buffer.from(text)));
  });
}

test('strings end at their quote, scalars behind their last byte', () => {
  const bytes = Buffer.from('"a\\"b" 12.5,');
  assert.equal(scanString(bytes, 1, bytes.length), 5);
  assert.equal(scanScalar(bytes, 7, bytes.length), 11);
  assert.equal(scanScalar(bytes, 7, 10), -1);
  assert.equal(scanString(bytes, 1, 5), -1);
});

test('brackets deeper than any stack overflow nothing and end, closed or not', () => {
  const n = 200_000;
  const nested = (open: string, close: string, middle = '') =>
    Buffer.from(open.repeat(n) + middle + close.repeat(n));
  assert.equal(isValue(nested('[', ']')), true);
  assert.equal(isValue(nested('{"a":', '}', '1')), true);
  assert.equal(isValue(nested('[{"a":', '}]', 'null')), true);
  assert.equal(isValue(nested('[0,', ',0]', '1')), true);
  assert.equal(isValue(nested('{"a":0,"b":', ',"c":[]}', '1')), true);
  assert.equal(isValue(nested('[0,{"b":', '},0]', '1')), true);
  assert.equal(isValue(nested('[0,', ',"a":0]', '1')), false);
  assert.equal(isValue(nested('[', '')), false);
  assert.equal(isValue(nested('{"a":', '')), false);
  assert.equal(isValue(nested('[', '}')), false);
  assert.equal(isValue(nested('[],', '')), false);
});
