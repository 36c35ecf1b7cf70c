import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { meets } from '../../test/support/conditions.js';
import { toValue } from '../decode/to-value.js';
import { timeOfValue } from './time-of-value.js';

const iso = (data: unknown): string => new Date(timeOfValue(toValue(data))).toISOString();

test('reads RFC 3339 in its variants, without a zone as UTC', () => {
  for (const text of [
    '2026-03-01T06:07:08Z',
    '2026-03-01T06:07:08.123456789Z',
    '2026-03-01t06:07:08z',
    '2026-03-01 06:07:08',
    '2026-03-01 06:07:08,5 +0000',
    '2026-03-01T07:37:08+01:30',
    '2026-02-28T22:07:08-08:00',
  ]) {
    assert.equal(iso(text), '2026-03-01T06:07:08.000Z', text);
  }
  assert.equal(iso('2026-03-01'), '2026-03-01T00:00:00.000Z');
  assert.equal(iso('0001-01-01T00:00:00Z'), '0001-01-01T00:00:00.000Z');
});

test('reads numbers since the epoch by their size', () => {
  for (const number of [1772345228, 1772345228000, 1772345228000000, '1772345228', '1772345228.0']) {
    assert.equal(iso(number), '2026-03-01T06:07:08.000Z', String(number));
  }
});

test('what is no time has no parts', () => {
  for (const data of [
    '',
    'noon',
    '2026-02-30T00:00:00Z',
    '2026-13-01',
    '2026-01-01T24:00:00Z',
    true,
    {},
    '06:07',
  ]) {
    assert.ok(Number.isNaN(timeOfValue(toValue(data))), JSON.stringify(data));
  }
});

test('agrees with Date.parse on what Date writes', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
      assert.equal(timeOfValue(toValue(date.toISOString())), Math.floor(date.getTime() / 1000) * 1000);
    }),
  );
});

test('minute, hour, day, week, month and year of a time, in UTC', () => {
  const event = { time: '2026-03-01T01:07:08+02:00' };
  assert.equal(meets({ 'time|minute': 7 }, event), true);
  assert.equal(meets({ 'time|hour': 23 }, event), true);
  assert.equal(meets({ 'time|day': 28 }, event), true);
  assert.equal(meets({ 'time|week': 9 }, event), true);
  assert.equal(meets({ 'time|month': [1, 2] }, event), true);
  assert.equal(meets({ 'time|year': 2026 }, event), true);
  assert.equal(meets({ 'time|year|neq': 2026 }, event), false);
});

test('weeks are those of ISO 8601', () => {
  assert.equal(meets({ 'time|week': 53 }, { time: '2021-01-03T12:00:00Z' }), true);
  assert.equal(meets({ 'time|week': 1 }, { time: '2021-01-04T00:00:00Z' }), true);
  assert.equal(meets({ 'time|week': 1 }, { time: '2024-12-30T00:00:00Z' }), true);
});

test('parts can be compared by order: outside office hours', () => {
  const rule = [{ 'time|hour|lt': 7 }, { 'time|hour|gte': 19 }];
  assert.equal(meets(rule, { time: '2026-03-01T06:59:59Z' }), true);
  assert.equal(meets(rule, { time: '2026-03-01T07:00:00Z' }), false);
  assert.equal(meets(rule, { time: '2026-03-01T19:00:00Z' }), true);
});
