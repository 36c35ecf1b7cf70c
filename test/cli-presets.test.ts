import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../src/config/package-root.js';
import { runToEnd } from './support/exporter-process.js';

const directory = join(packageRoot(), 'presets');
const names = readdirSync(directory).map((file) => file.replace(/\.yml$/, ''));

test('presets: every file of presets/, one a line, with its description', async () => {
  const { code, out, err } = await runToEnd(['presets']);
  assert.deepEqual([code, err], [0, '']);
  const lines = out.trimEnd().split('\n');
  assert.deepEqual(
    lines.map((line) => line.split(' ', 1)[0]),
    names.sort(),
  );
  for (const line of lines) assert.match(line, /^[\w-]+ {2,}[A-Z].*\.$/);
});

test('presets NAME: the file as it is', async () => {
  const { code, out } = await runToEnd(['presets', 'vault-audit']);
  assert.equal(code, 0);
  assert.equal(out, readFileSync(join(directory, 'vault-audit.yml'), 'utf8'));
});

test('an unknown name: the nearest one; a path is no name', async () => {
  const [near, path] = await Promise.all([
    runToEnd(['presets', 'vault-adit']),
    runToEnd(['presets', '../exporter']),
  ]);
  assert.deepEqual([near.code, near.out, path.code, path.out], [2, '', 2, '']);
  assert.match(near.err, /unknown preset "vault-adit"; did you mean "vault-audit"\?/);
  assert.match(path.err, /unknown preset "\.\.\/exporter"/);
});
