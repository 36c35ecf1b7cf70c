import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findSecrets } from '../../../test/support/find-secrets.js';
import { contexts, plants } from '../../../test/support/planted-secrets.js';
import { seededRandom } from '../../base/random.js';
import { packageRoot } from '../../config/package-root.js';
import { builtinNames } from './builtin-names.js';
import { builtinPatterns } from './builtin-patterns.js';

const ROUNDS = 20;

/** Where there is one, there is the other. */
const together: Readonly<Record<string, readonly string[]>> = {
  gcp_service_account_key: ['gcp_service_account_key', 'private_key'],
};

for (const name of builtinNames) {
  test(`${name} is found in every context, and nothing else`, () => {
    const random = seededRandom(7);
    for (const [number, plant] of plants[name].entries()) {
      for (const [context, put] of Object.entries(contexts)) {
        for (let round = 0; round < ROUNDS; round += 1) {
          const line = put(plant(random), random);
          const found = findSecrets(line).map(({ pattern }) => pattern);
          assert.deepEqual(found, together[name] ?? [name], `form ${number}, ${context}: ${line}`);
        }
      }
    }
  });
}

test('the README names every pattern', () => {
  const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8');
  for (const name of builtinNames) assert.ok(readme.includes(`\`${name}\``), name);
});

test('the names are those of the patterns, in order', () => {
  assert.deepEqual(
    builtinPatterns().map(({ name }) => name),
    builtinNames,
  );
  assert.deepEqual(
    builtinPatterns(['jwt', 'vault_token', 'no_such']).map(({ name }) => name),
    ['vault_token', 'jwt'],
  );
  assert.deepEqual(builtinPatterns([]), []);
});
