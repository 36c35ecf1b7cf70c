import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { locate } from './locate.js';
import type { Node } from './node.js';
import { parseYaml } from './parse-yaml.js';
import { toData } from './to-data.js';

function rootOf(text: string): Node {
  const { root, faults } = parseYaml(text);
  assert.deepEqual(faults, []);
  assert.ok(root);
  return root;
}

test('paths lead to positions, of keys and of values', () => {
  const root = rootOf('a:\n  - x\n  - b: 1\n"c": {d: 2}\n');
  assert.deepEqual(locate(root, [], false), { line: 1, column: 1 });
  assert.deepEqual(locate(root, ['a', 1, 'b'], false), { line: 3, column: 8 });
  assert.deepEqual(locate(root, ['a', 1, 'b'], true), { line: 3, column: 5 });
  assert.deepEqual(locate(root, ['c', 'd'], true), { line: 4, column: 7 });
});

test('a path that goes on where the file ends leads to the last part that is there', () => {
  const root = rootOf('a:\n  b: x\n');
  assert.deepEqual(locate(root, ['a', 'b', 0, 'c'], false), { line: 2, column: 6 });
  assert.deepEqual(locate(root, ['a', 'z'], true), { line: 2, column: 3 });
  assert.deepEqual(locate(rootOf('- x\n'), [7], false), { line: 1, column: 1 });
});

test('an alias has the content of its anchor, and its position', () => {
  const root = rootOf('a: &x {b: 1}\nc: *x\n');
  assert.deepEqual(
    toData(root),
    Object.assign(Object.create(null), { a: data({ b: 1 }), c: data({ b: 1 }) }),
  );
  assert.deepEqual(locate(root, ['c', 'b'], false), { line: 1, column: 11 });
});

test('scalars keep their spelling; integers beyond 2^53 stay text', () => {
  const root = rootOf('[1.0, 0x1F, yes, true, 9007199254740993, "1", ~]');
  assert.deepEqual(toData(root), [1, 31, 'yes', true, '9007199254740993', '1', null]);
  const texts = root.kind === 'list' ? root.items.map((item) => item.kind === 'scalar' && item.text) : [];
  assert.deepEqual(texts, ['1.0', '0x1F', 'yes', 'true', '9007199254740993', '1', '~']);
});

test('the key __proto__ is data and changes no prototype', () => {
  const found = toData(rootOf('__proto__: {polluted: true}\n')) as Record<string, unknown>;
  assert.deepEqual(Object.keys(found), ['__proto__']);
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  assert.equal(found['polluted'], undefined);
});

test('what the YAML library reads from any data, this reads too', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }), (value) => {
      const text = stringify(value);
      // Numbers that large stay text here, on purpose.
      fc.pre(!/\d{16}|[eE]\+/.test(text));
      const { root } = parseYaml(text);
      assert.equal(JSON.stringify(root && toData(root)), JSON.stringify(parse(text)));
    }),
    { numRuns: 300 },
  );
});

for (const text of ['[', '{a: ', '- ', '? ']) {
  test(`50,000 times ${JSON.stringify(text)} is one fault and no stack overflow`, () => {
    const { root, faults } = parseYaml(text.repeat(50_000));
    assert.equal(root, undefined);
    assert.equal(faults[0]?.message, 'not valid YAML: lists and maps are nested too deeply');
    assert.equal(faults.length, 1);
  });
}

test('many keys and many aliases take linear time', () => {
  const keys = Array.from({ length: 20_000 }, (_, i) => `k${i}: *a`);
  const root = rootOf(`a: &a x\n${keys.join('\n')}\n`);
  assert.equal(root.kind === 'map' && root.entries.size, 20_001);
});

function data(object: object): object {
  return Object.assign(Object.create(null), object);
}
