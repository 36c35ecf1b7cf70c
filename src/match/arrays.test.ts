import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meets } from '../../test/support/conditions.js';

const policies = { policies: ['default', 'admin', ['nested']] };

test('a condition on an array holds when it holds for any element', () => {
  assert.equal(meets({ policies: 'admin' }, policies), true);
  assert.equal(meets({ policies: 'nested' }, policies), true);
  assert.equal(meets({ 'policies|startswith': 'ad' }, policies), true);
  assert.equal(meets({ 'sizes|gt': 5 }, { sizes: [1, 9] }), true);
  assert.equal(meets({ 'ips|cidr': '10.0.0.0/8' }, { ips: ['::1', '10.1.1.1'] }), true);
});

test('elements are compared one by one, not as joined text', () => {
  assert.equal(meets({ 'policies|contains': 'default,admin' }, policies), false);
  assert.equal(meets({ 'policies|re': '^default$' }, policies), true);
});

test('with all, each value may be met by another element', () => {
  assert.equal(meets({ 'policies|all': ['admin', 'default'] }, policies), true);
  assert.equal(meets({ 'policies|contains|all': ['adm', 'fault'] }, policies), true);
  assert.equal(meets({ 'policies|all': ['admin', 'root'] }, policies), false);
});

test('neq holds when no element is equal', () => {
  assert.equal(meets({ 'policies|neq': 'admin' }, policies), false);
  assert.equal(meets({ 'policies|neq': 'root' }, policies), true);
  assert.equal(meets({ 'policies|neq': ['root', 'admin'] }, policies), false);
});

test('null holds for an array with a null in it, not for an empty one', () => {
  assert.equal(meets({ a: null }, { a: ['x', null] }), true);
  assert.equal(meets({ a: null }, { a: ['x'] }), false);
  assert.equal(meets({ a: null }, { a: [] }), false);
  assert.equal(meets({ 'a|neq': null }, { a: [] }), true);
});

test('an empty array exists, and has nothing in it', () => {
  const empty = { a: [] };
  assert.equal(meets({ 'a|exists': true }, empty), true);
  assert.equal(meets({ 'a|exists': false }, empty), false);
  assert.equal(meets({ a: '' }, empty), false);
  assert.equal(meets({ a: '*' }, empty), false);
  assert.equal(meets({ 'a|neq': 'x' }, empty), true);
});

test('the empty text is met by an empty element', () => {
  assert.equal(meets({ a: '' }, { a: ['x', ''] }), true);
  assert.equal(meets({ a: '' }, { a: [null] }), false);
});

test('objects are compared by their JSON text, in arrays too', () => {
  assert.equal(meets({ a: '{"b":1}' }, { a: { b: 1 } }), true);
  assert.equal(meets({ 'a|contains': '"b":1' }, { a: [{ b: 1 }] }), true);
  assert.equal(meets({ a: '*' }, { a: {} }), true);
});

test('fieldref holds when any element equals any of the other', () => {
  assert.equal(meets({ 'a|fieldref': 'b' }, { a: ['x', 'y'], b: ['z', 'Y'] }), true);
  assert.equal(meets({ 'a|fieldref': 'b' }, { a: ['x', null], b: ['z', null] }), false);
  assert.equal(meets({ 'a|fieldref': 'b' }, { a: [], b: [] }), false);
});

test('two long arrays do not cost their product', () => {
  // 10^10 comparisons would not end in a time that anyone waits for.
  const a = Array.from({ length: 100_000 }, (_, i) => `a${i}`);
  const b = Array.from({ length: 100_000 }, (_, i) => `b${i}`);
  assert.equal(meets({ 'a|fieldref': 'b' }, { a, b }, ''), false);
  assert.equal(meets({ 'a|fieldref': 'b' }, { a, b: [...b, 'A99999'] }, ''), true);
});
