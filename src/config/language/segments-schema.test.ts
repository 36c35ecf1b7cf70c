import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseYaml } from '../document/parse-yaml.js';
import { segments } from './segments-schema.js';

function read(yaml: string): unknown {
  const { root } = parseYaml(yaml);
  assert.ok(root);
  return segments.read({ node: root, path: [], file: { name: 'x', directory: '.', issues: { add() {} } } });
}

const path = ['a', 'b', 'c', 'd'];
const slices: [string, string[]][] = [
  ['0', ['a']],
  ['2', ['c']],
  ['-1', ['d']],
  ['-3', ['b']],
  ['"0:2"', ['a', 'b']],
  ['":2"', ['a', 'b']],
  ['"2:"', ['c', 'd']],
  ['"-2:"', ['c', 'd']],
  ['"1:-1"', ['b', 'c']],
  ['"-3:-1"', ['b', 'c']],
  ['":"', path],
  // Beyond the ends there is nothing, and a slice takes what there is.
  ['9', []],
  ['-9', []],
  ['"-9:"', path],
  ['"-9:-3"', ['a']],
  ['"2:9999"', ['c', 'd']],
  ['":-9"', []],
  ['"3:-3"', []],
  ['-0', ['a']],
  ['"-2:3"', ['c']],
];
for (const [yaml, expected] of slices) {
  test(`segments ${yaml} of a/b/c/d`, () => {
    const slice = read(yaml) as { from: number; to: number | undefined };
    assert.deepEqual(path.slice(slice.from, slice.to), expected);
  });
}

for (const yaml of [
  'a',
  '1.5',
  '"1:0"',
  '"-1:-2"',
  '"2:2"',
  '""',
  '"1:2:3"',
  'true',
  '12345',
  '-12345',
  '"1:12345"',
  '--1',
  '+1',
  '"1:2:"',
  '1e2',
  '" :2"',
  '"1\n"',
  'null',
  '1-1',
  '"12-34"',
  '[1]',
  '"1 "',
]) {
  test(`segments ${yaml} is refused`, () => {
    assert.equal(read(yaml), undefined);
  });
}
