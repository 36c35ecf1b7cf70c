import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceConfig } from '../config/config.js';
import { type FieldPath, parseFieldPath } from '../config/field-path.js';
import type { Condition, ValueTest } from '../match/condition.js';
import { SourceFields } from './source-fields.js';

const path = (text: string): FieldPath => parseFieldPath(text)!;
const exists: ValueTest = { key: 'exists', presence: true, test: (value) => value !== undefined };
const anyValue: ValueTest = { key: 'any', test: () => true };
const field = (name: string, test_: ValueTest): Condition => ({ op: 'field', field: name, test: test_ });

type Source = Pick<SourceConfig, 'fields' | 'time' | 'id'>;

function source(fields: Record<string, string[]> = {}, time?: string, id?: string): Source {
  return {
    fields: new Map(Object.entries(fields).map(([name, paths]) => [name, paths.map(path)])),
    time: time === undefined ? undefined : path(time),
    id: id === undefined ? undefined : path(id),
  };
}

/** The plan with paths as text. */
function planOf(fields: SourceFields) {
  const { columns, raws, times, ids, presence, aliases } = fields.plan;
  return {
    columns: columns.map(({ text }) => text),
    raws: raws.map(({ text }) => text),
    times,
    ids,
    presence: [...presence!],
    aliases,
  };
}

test('every field that a rule names has one column, found by its name', () => {
  const conditions: Condition[] = [
    { op: 'and', of: [field('a', anyValue), { op: 'not', of: { op: 'or', of: [field('b.c', anyValue)] } }] },
    { op: 'fields', fields: ['d', 'a'], test: { key: 'same', test: () => true } },
    { op: 'line', test: { key: 'line', test: () => true } },
    { op: 'const', value: true },
  ];
  const fields = new SourceFields(source(), conditions, [path('b.c'), path('"x.y".z')]);
  assert.deepEqual(planOf(fields), {
    columns: ['a', 'b.c', 'd', '"x.y".z'],
    raws: [],
    times: [],
    ids: [],
    presence: [],
    aliases: [],
  });
  assert.deepEqual(
    ['a', 'b.c', 'd', '"x.y".z'].map((name) => fields.column(name)),
    [0, 1, 2, 3],
  );
  assert.deepEqual(fields.plan.columns[3]?.segments, ['x.y', 'z']);
});

test('a field of which only the presence is asked is marked; any other use of it undoes that', () => {
  const asked = ['a', 'b', 'c', 'd', 'e'].map((name) => field(name, exists));
  const conditions: Condition[] = [
    ...asked,
    field('b', anyValue),
    { op: 'fields', fields: ['c', 'x'], test: { key: 'same', test: () => true } },
  ];
  const fields = new SourceFields(
    source({ name: ['e', 'f'] }),
    [...conditions, field('name', exists)],
    [path('d')],
  );
  // e is read by an alias, which has to know whether it is null.
  assert.deepEqual(planOf(fields).presence, [fields.column('a')]);
});

test('an alias has a column behind those of the fields it stands for', () => {
  const of = source({ user: ['auth.name', 'user', 'a'], unused: ['never'] });
  const fields = new SourceFields(of, [field('user', anyValue), field('a', anyValue)], [path('user')]);
  const { columns, aliases } = planOf(fields);
  assert.deepEqual(columns, ['a', 'auth.name', 'user']);
  assert.deepEqual(aliases, [[1, 2, 0]]);
  // An alias may bear the name of one of its fields; whoever says the name means the alias.
  assert.deepEqual([fields.column('user'), fields.column('a')], [3, 0]);
});

test('two aliases may share a field', () => {
  const fields = new SourceFields(source({ p: ['a', 'b'], q: ['b', 'c'] }), [], [path('q'), path('p')]);
  assert.deepEqual(planOf(fields).columns, ['b', 'c', 'a']);
  assert.deepEqual(planOf(fields).aliases, [
    [0, 1],
    [2, 0],
  ]);
  assert.deepEqual([fields.column('q'), fields.column('p')], [3, 4]);
});

test('time and id are raw, also through an alias, and take no column', () => {
  assert.deepEqual(planOf(new SourceFields(source({}, 'time', 'request.id'), [], [])), {
    ...{ columns: [], presence: [], aliases: [] },
    raws: ['time', 'request.id'],
    times: [0],
    ids: [1],
  });
  const aliased = source({ when: ['time', '"@timestamp"'], id: ['request.id', 'event_id'] }, 'when', 'id');
  assert.deepEqual(planOf(new SourceFields(aliased, [], [])), {
    ...{ columns: [], presence: [], aliases: [] },
    raws: ['time', '@timestamp', 'request.id', 'event_id'],
    times: [0, 1],
    ids: [2, 3],
  });
});

test('a time that a rule names too is read both ways', () => {
  const fields = new SourceFields(source({}, 'time'), [field('time', anyValue)], []);
  assert.deepEqual([planOf(fields).columns, planOf(fields).raws], [['time'], ['time']]);
});

test('keys are raw as well, one column for each path, also through an alias', () => {
  const given = source({ key: ['request.id', 'event_id'] }, 'time', 'request.id');
  const fields = new SourceFields(given, [], [path('node')], [path('node'), path('request.id'), path('key')]);
  assert.deepEqual(planOf(fields).raws, ['time', 'request.id', 'node', 'event_id']);
  assert.deepEqual([fields.raws('node'), fields.raws('request.id'), fields.raws('key')], [[2], [1], [1, 3]]);
  assert.deepEqual([planOf(fields).columns, planOf(fields).times, planOf(fields).ids], [['node'], [0], [1]]);
});
