import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Dictionary } from '../decode/dictionary.js';
import { readJsonValue } from '../decode/read-json-value.js';
import { LabelColumn, OVER_LIMIT } from './label-column.js';

test('numbers label values, not values of the log, and makes each once', () => {
  const made: (string | undefined)[] = [];
  const column = new LabelColumn((text) => {
    made.push(text);
    return (text ?? 'none').toLowerCase();
  });
  const dictionary = new Dictionary(readJsonValue);
  const number = (text: string) => column.numberOf(dictionary.idOfText(text), dictionary, false);
  assert.deepEqual([number('a'), number('A'), number('b'), number('a'), number('A')], [0, 0, 1, 0, 0]);
  assert.equal(column.numberOf(0, dictionary, false), 2);
  assert.equal(column.numberOf(0, dictionary, false), 2);
  assert.deepEqual(
    [0, 1, 2].map((i) => column.text(i)),
    ['a', 'b', 'none'],
  );
  assert.deepEqual(made, ['a', 'A', 'b', undefined]);
  assert.equal(column.number('b'), 1);
  assert.equal(column.number('new'), 3);
});

test('keeps its numbers when the dictionary starts over', () => {
  const column = new LabelColumn((text) => text ?? '');
  const dictionary = new Dictionary(readJsonValue);
  const number = (text: string) => column.numberOf(dictionary.idOfText(text), dictionary, false);
  assert.deepEqual([number('a'), number('b')], [0, 1]);
  dictionary.clear();
  assert.deepEqual([number('b'), number('c'), number('a')], [1, 2, 0]);
});

test('when full, knows what it knew and gives out no new number', () => {
  const column = new LabelColumn((text) => text ?? '');
  const dictionary = new Dictionary(readJsonValue);
  const number = (text: string, full: boolean) =>
    column.numberOf(dictionary.idOfText(text), dictionary, full);
  assert.equal(number('a', false), 0);
  for (let i = 0; i < 1000; i += 1) assert.equal(number(`new-${i}`, true), OVER_LIMIT);
  for (let i = 0; i < 1000; i += 1) assert.equal(number(`new-${i}`, true), OVER_LIMIT);
  assert.equal(number('a', true), 0);
  assert.equal(column.number('b'), 1);
});
