import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { dashboardFiles } from '../grafana/generator/dashboard-files.js';
import { toJson } from '../grafana/generator/to-json.js';
import { dashboardFolder } from './support/grafana-json.js';

test('the committed dashboards are what `npm run generate` makes', () => {
  const files = dashboardFiles();
  for (const [file, text] of files) {
    assert.ok(readFileSync(file, 'utf8') === text, `${file} is out of date: run npm run generate`);
  }
  const committed = readdirSync(dashboardFolder).filter((name) => name.endsWith('.json'));
  assert.deepEqual(committed.sort(), [...files.keys()].map((file) => basename(file)).sort());
});

test('the order of keys is that of the alphabet, whatever the SDK does; what says nothing is left out', () => {
  const text = toJson({
    b: [{ d: undefined, c: 1 }],
    auto: false,
    a: { skipUrlSync: true, transparent: false },
  });
  assert.deepEqual(JSON.parse(text), { a: { skipUrlSync: true }, b: [{ c: 1 }] });
  assert.ok(text.indexOf('"a"') < text.indexOf('"b"'));
  assert.ok(text.endsWith('}\n'));
});
