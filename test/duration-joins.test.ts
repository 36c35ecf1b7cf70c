import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  at,
  joinsOf,
  line,
  makerOf,
  NOW,
  observed,
  request,
  response,
  take,
} from './support/duration-log.js';

test('the time between two events is observed with the labels of the one at the end', (t) => {
  const pipeline = makerOf(t)();
  take(pipeline, [
    request('a', 0, { verb: 'list' }),
    response('b', 3, { verb: 'write' }),
    request('b', 1),
    response('a', 0.75),
  ]);
  assert.deepEqual(observed(pipeline), {
    'verb="write",kind="other"': [0, 0, 1, 0, 2],
    'verb="read",kind="read"': [0, 1, 0, 0, 0.75],
  });
  assert.deepEqual(joinsOf(pipeline), {
    inFlight: 0,
    results: { joined: 4, expired: 0, duplicate: 0, no_key: 0, clock: 0, forgotten: 0 },
  });
});

test('events that meet neither condition, or not `when`, or are ignored, are passed over', (t) => {
  const pipeline = makerOf(t)();
  take(pipeline, [
    request('a', 0, { odd: 1 }),
    line({ type: 'other', id: 'a', at: at(0) }),
    line({ type: 'noise', id: 'a', at: at(500) }),
    line({ id: 'a' }),
    response('a', 1, { odd: 1 }),
  ]);
  const { inFlight, results } = joinsOf(pipeline);
  assert.deepEqual([inFlight, ...Object.values(results)], [0, 0, 0, 0, 0, 0, 0]);
  assert.deepEqual(pipeline.memories[0]!.account()!.entries, 0);
});

test('a key is the text of a field, however it is written; without one there is no pair', (t) => {
  const pipeline = makerOf(t)();
  const same = ['"a1"', '"\\u00611"', '"a\\u0031"'];
  const lines = same.map((id, i) => request('X', i).replace('"X"', id));
  take(pipeline, [...lines, response('a1', 1), request(17, 2), response('17', 3)]);
  take(pipeline, [request('é', 4), response('X', 4).replace('"X"', '"\\u00e9"')]);
  assert.equal(joinsOf(pipeline).results['joined'], 6);
  assert.equal(joinsOf(pipeline).results['duplicate'], 2);
  const none = ['null', '""', '{"a":1}', '["a"]'];
  take(
    pipeline,
    none.flatMap((id) => [request('X', 5), response('X', 6)].map((one) => one.replace('"X"', id))),
  );
  take(pipeline, [line({ type: 'request' }), line({ type: 'response' })]);
  assert.equal(joinsOf(pipeline).results['no_key'], 10);
  assert.equal(joinsOf(pipeline).inFlight, 0);
});

test('a name of several fields is the first of them that has a text', (t) => {
  const pipeline = makerOf(t)();
  take(pipeline, [request('a', 0, { data: { id: 'b' } }), response('', 1, { data: { id: 'a' } })]);
  take(pipeline, [request(undefined, 0, { data: { id: 'c' } }), response('c', 2)]);
  assert.equal(joinsOf(pipeline).results['joined'], 4);
});

test('a key of several fields joins only events that have all of them, and the same', (t) => {
  const pipeline = makerOf(t, (yaml) => yaml.replace('key: key', 'key: [id, path]'))();
  take(pipeline, [
    request('a', 0, { path: 'x' }),
    response('a', 1, { path: 'y' }),
    response('x', 1, { path: 'a' }),
    response('a', 1),
    response('ax', 1, { path: '' }),
    response('b', 1, { path: 'x' }),
    response('a', 2, { path: 'x' }),
  ]);
  const { inFlight, results } = joinsOf(pipeline);
  assert.deepEqual([inFlight, results['joined'], results['no_key']], [3, 2, 2]);
  assert.deepEqual(observed(pipeline)['verb="read",kind="read"'], [0, 0, 1, 0, 2]);
});

test('an event that meets both conditions begins what is measured', (t) => {
  const pipeline = makerOf(t, (yaml) => yaml.replace('from: { type: request }', 'from: { verb: read }'))();
  take(pipeline, [response('a', 0), response('a', 1), response('a', 2, { verb: 'list' })]);
  assert.equal(joinsOf(pipeline).results['duplicate'], 1);
  assert.deepEqual(observed(pipeline), { 'verb="list",kind="other"': [0, 0, 1, 0, 2] });
});

test('the exemplar of a bucket is the id of the event that made the pair', (t) => {
  const pipeline = makerOf(t)();
  take(pipeline, [request('a', 0, { trace: 't1' }), response('a', 1, { trace: 't2' })]);
  take(pipeline, [response('b', 9, { trace: 't3' }), request('b', 2, { trace: 't4' })]);
  const [histogram] = pipeline.instruments;
  assert.deepEqual(histogram!.exemplar(0, 1), {
    labels: 'id="t2"',
    value: 1,
    timestamp: (NOW - 3_599_000) / 1000,
  });
  assert.deepEqual(histogram!.exemplar(0, 3), {
    labels: 'id="t4"',
    value: 7,
    timestamp: (NOW - 3_598_000) / 1000,
  });
});

test('a series is there, at 0, from the event at the end on', (t) => {
  const pipeline = makerOf(t)();
  take(pipeline, [response('a', 1), response('b', 1, { verb: 'list' })]);
  assert.deepEqual(observed(pipeline), {
    'verb="read",kind="read"': [0, 0, 0, 0, 0],
    'verb="list",kind="other"': [0, 0, 0, 0, 0],
  });
});

test('series of events in flight are as many as the limit allows, whoever makes them up', (t) => {
  const pipeline = makerOf(t)();
  const verbs = Array.from({ length: 50 }, (_, i) => `verb ${i}`);
  take(
    pipeline,
    verbs.map((verb, i) => response(`${i}`, 0, { verb })),
  );
  take(
    pipeline,
    verbs.map((_, i) => request(`${i}`, 0)),
  );
  assert.equal(pipeline.instruments[0]!.size, 5);
  assert.deepEqual(observed(pipeline)['verb="__other__",kind="__other__"'], [46, 0, 0, 0, 0]);
});
