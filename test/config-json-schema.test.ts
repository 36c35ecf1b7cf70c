import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { ConfigFile } from '../src/config/document/config-file.js';
import { toData } from '../src/config/document/to-data.js';
import { jsonSchema } from '../src/config/json-schema.js';
import { packageRoot } from '../src/config/package-root.js';
import { fixtureNames, fixtures } from './config-fixtures.js';

const validate = new Ajv({ allowUnionTypes: true }).compile(jsonSchema());

/** Undefined when it is not YAML, or has equal keys; then no JSON Schema is ever asked. */
function dataOf(path: string): { data: unknown } | undefined {
  const file = ConfigFile.read(path, path, '.');
  return file.root === undefined || file.problems().length > 0 ? undefined : { data: toData(file.root) };
}

/** What takes files, presets, addresses, patterns, or two places to compare: beyond a JSON Schema. */
const beyond = new Set([
  'broken-preset',
  'clash-between-presets',
  'clash-of-exposed-names',
  'clash-with-preset',
  'duplicate-metric',
  'label-circles',
  'memory-clashes',
  'memory-rules',
  'metric-name-suffixes',
  'regex-patterns',
  'remove-unknown-metric',
  'secrets',
  'standard-input-twice',
  'unknown-preset',
]);

test('exporter.schema.json is what the code makes of it', () => {
  const committed = JSON.parse(readFileSync(join(packageRoot(), 'exporter.schema.json'), 'utf8'));
  const outOfDate = 'exporter.schema.json is out of date; run: npm run generate';
  assert.deepEqual(committed, JSON.parse(JSON.stringify(jsonSchema())), outOfDate);
});

test('the JSON Schema accepts exporter.yml', () => {
  assert.ok(validate(dataOf(join(packageRoot(), 'exporter.yml'))?.data), JSON.stringify(validate.errors));
});

for (const name of fixtureNames('good')) {
  test(`the JSON Schema accepts good/${name}.yml`, () => {
    assert.ok(validate(dataOf(join(fixtures, `good/${name}.yml`))?.data), JSON.stringify(validate.errors));
  });
}

for (const name of fixtureNames('bad')) {
  const read = dataOf(join(fixtures, `bad/${name}.yml`));
  if (read === undefined) continue;
  const verdict = beyond.has(name) ? 'accepts' : 'rejects';
  test(`the JSON Schema ${verdict} bad/${name}.yml`, () => {
    assert.equal(validate(read.data), beyond.has(name));
  });
}

test('every key has a description', () => {
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, property] of Object.entries((value as { properties?: object }).properties ?? {})) {
      if (name !== 'enabled') assert.ok((property as { description?: string }).description, name);
    }
    // The rules of the types name keys that are described already.
    for (const [keyword, each] of Object.entries(value)) if (keyword !== 'allOf') visit(each);
  };
  visit(jsonSchema());
});

test('the JSON Schema knows which keys a type of metric has and needs', () => {
  const { data } = dataOf(join(fixtures, 'bad/memory-keys.yml')) as { data: { metrics: object[] } };
  for (const metric of data.metrics) {
    assert.equal(validate({ ...data, metrics: [metric] }), false, JSON.stringify(metric));
    // What only removes a preset's metric is asked nothing.
    assert.equal(validate({ ...data, metrics: [{ name: 'audit_x', enabled: false }] }), true);
  }
});
