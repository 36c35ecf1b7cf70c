import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collectValues } from './collect-values.js';

for (const [json, path, found] of [
  ['{"a":1}', ['a'], [1]],
  ['{"a":null}', ['a'], [null]],
  ['{"a":[1,2]}', ['a'], [[1, 2]]],
  ['{"a":{"b":1}}', ['a', 'b'], [1]],
  ['{"a.b":2,"a":{"b":1}}', ['a', 'b'], [2]],
  ['{"a":{"b.c":3,"b":{"c":4}},"a.b":{"c":5}}', ['a', 'b', 'c'], [3]],
  ['{"a.b":{"c":5}}', ['a', 'b', 'c'], []],
  ['{"a":[{"b":1},{"b":[2]},{"c":3},4,null,[{"b":5}]]}', ['a', 'b'], [1, [2], 5]],
  ['[{"a":1},{"a":2}]', ['a'], [1, 2]],
  ['{"a":"text"}', ['a', 'length'], []],
  ['{"a":{}}', ['a', 'constructor'], []],
  ['{}', ['__proto__'], []],
  ['{"__proto__":{"x":1}}', ['__proto__', 'x'], [1]],
  ['null', ['a'], []],
] as const) {
  test(`${path.join('.')} in ${json}`, () => {
    assert.deepEqual(collectValues(JSON.parse(json), path), found);
  });
}
