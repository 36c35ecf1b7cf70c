import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toValue } from '../decode/to-value.js';
import { ColumnClasses } from './column-classes.js';
import type { ValueTest } from './condition.js';

const above = (limit: number): ValueTest => ({
  key: `above ${limit}`,
  test: (value) => value !== undefined && value.number > limit,
});

test('two values are of one class when every test says the same of both', () => {
  const classes = new ColumnClasses(3, [above(10), above(20)]);
  const classOf = (id: number, number: number) => classes.learn(id, toValue(number));
  const [low, middle, high] = [classOf(1, 5), classOf(2, 15), classOf(3, 25)];
  assert.deepEqual([low, middle, high], [0, 1, 2]);
  assert.deepEqual([classOf(4, 10), classOf(5, 20), classOf(6, 99)], [low, middle, high]);
  assert.equal(classes.learn(0, undefined), low);
  assert.equal(classes.column, 3);
});

test('remembers the class of every id it learnt, however large', () => {
  const classes = new ColumnClasses(0, [above(0)]);
  classes.learn(100_000, toValue(1));
  classes.learn(7, toValue(-1));
  assert.deepEqual(
    [100_000, 7, 8, 255, 256, 1e6].map((id) => classes.known(id)),
    [0, 1, -1, -1, -1, -1],
  );
});

test('forgetIds keeps the numbers of classes, startOver gives them out anew', () => {
  const classes = new ColumnClasses(0, [above(0)]);
  classes.learn(1, toValue(-1));
  classes.learn(2, toValue(1));
  classes.forgetIds();
  assert.deepEqual([classes.known(1), classes.known(2)], [-1, -1]);
  assert.equal(classes.learn(1, toValue(1)), 1);
  classes.startOver();
  assert.equal(classes.known(1), -1);
  assert.equal(classes.learn(1, toValue(1)), 0);
});
