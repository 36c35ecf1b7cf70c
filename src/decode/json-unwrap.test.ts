import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOf } from '../../test/support/decode-line.js';
import { decodeRows, texts } from '../../test/support/json-rows.js';
import { parseFieldPath } from '../config/field-path.js';
import type { Plan } from './batch.js';
import { jsonDecoder } from './json-decoder.js';
import { type LineDecoder, NOT_MINE } from './line-decoder.js';

/** An outer object whose text is a line of its own, as docker and rsyslog write it. */
const wrapper = (plan: Plan): LineDecoder =>
  jsonDecoder(plan, { unwrap: ['log', 'message'], inner: jsonDecoder(plan) });

test('unwrap reads the line inside the line', () => {
  const plan = planOf(['a', 'log', 'stream'], ['id', 'time']);
  const line = JSON.stringify({ log: ' {"a":"x","id":"7\\n"}\n', stream: 'stdout', time: 'T', id: 'outer' });
  assert.deepEqual(decodeRows(plan, wrapper, line), [
    [{ kind: 'string', text: 'x', number: Number.NaN }, undefined, undefined, '7\n', undefined],
  ]);
});

test('unwrap keeps the outer object when nobody can read what is inside', () => {
  const plan = planOf(['a', 'stream'], ['time']);
  for (const inside of ['plain text', '', ' \n', '"']) {
    const line = JSON.stringify({ log: inside, stream: 'stdout', a: 'outer', time: 'T' });
    const rows = decodeRows(plan, wrapper, line);
    assert.deepEqual([texts(rows, 0), texts(rows, 1), texts(rows, 2)], [['outer'], ['stdout'], ['T']], line);
  }
  for (const part of [
    '"log":1',
    '"log":null',
    '"log":{"log":"{}"}',
    '"x":{"log":"{}"}',
    '"log":"{}","log":1',
  ]) {
    assert.deepEqual(texts(decodeRows(plan, wrapper, `{${part},"a":"outer"}`)), ['outer'], part);
  }
  assert.equal(decodeRows(plan, wrapper, '{"log":"{}"'), NOT_MINE);
});

test('an entry that was cut inside its wrapper is not a line without interest', () => {
  const plan = planOf(['a', 'stream'], ['time']);
  for (const inside of ['{"a":"x"', ' {"a":"x","a":{', '{']) {
    const line = JSON.stringify({ log: inside, stream: 'stdout', a: 'outer', time: 'T' });
    assert.equal(decodeRows(plan, wrapper, line), NOT_MINE, line);
  }
});

test('unwrap never hands a blank line on', () => {
  const plan = planOf(['a']);
  const strict: LineDecoder = {
    decode: (bytes, start, end) => {
      assert.notEqual(bytes.toString('utf8', start, end).trim(), '');
      return NOT_MINE;
    },
  };
  for (const log of ['', ' ', '\r\n', '\u00a0']) {
    const line = JSON.stringify({ log, a: 'outer' });
    assert.deepEqual(
      texts(decodeRows(plan, (own) => jsonDecoder(own, { unwrap: ['log'], inner: strict }), line)),
      ['outer'],
    );
  }
});

test('unwrap finds several events in the line inside', () => {
  const plan = planOf(['a'], ['id']);
  const make = (own: Plan): LineDecoder =>
    jsonDecoder(own, { unwrap: ['log'], inner: jsonDecoder(own, { expand: parseFieldPath('r') }) });
  const rows = decodeRows(
    plan,
    make,
    JSON.stringify({ log: '{"r":[{"a":1,"id":"x"},{"a":2},{"a":3,"id":"z"}]}' }),
  );
  assert.deepEqual(texts(rows), ['1', '2', '3']);
  assert.deepEqual(texts(rows, 1), ['x', undefined, 'z']);
});
