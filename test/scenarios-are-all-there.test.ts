import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { listFiles } from '../scripts/list-files.js';
import { packageRoot } from '../src/config/package-root.js';

/** How a log, its rotation and a scrape can go wrong: each has a test whose name begins with `scenario N:`. */
const SCENARIOS = 30;

/** Scenarios that the names of tests begin with, from the sources. */
function scenariosTested(): Set<number> {
  const sources = ['src', 'test'].flatMap((folder) =>
    listFiles(join(packageRoot(), folder), (name) => name.endsWith('.test.ts')),
  );
  const names = sources.flatMap((source) => [
    ...readFileSync(source, 'utf8').matchAll(/\btest\(\s*['"`]scenario (\d+): \S/g),
  ]);
  return new Set(names.map(([, number]) => Number(number)));
}

test('each scenario has a test that is named after it, and there is no other', () => {
  const all = Array.from({ length: SCENARIOS }, (_, index) => index + 1);
  assert.deepEqual(
    [...scenariosTested()].sort((a, b) => a - b),
    all,
  );
});
