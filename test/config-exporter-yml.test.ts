import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadConfig, loadConfigText } from '../src/config/load-config.js';
import { packageRoot } from '../src/config/package-root.js';
import { listPresets } from '../src/config/presets.js';
import { renderProblems } from '../src/config/problem.js';

const file = join(packageRoot(), 'exporter.yml');
const text = readFileSync(file, 'utf8');
const names = ['vault-audit', 'vault-server', 'conjur'];

const presetDirectory = mkdtempSync(join(tmpdir(), 'presets-'));
after(() => rmSync(presetDirectory, { recursive: true }));
for (const name of names) {
  writeFileSync(
    join(presetDirectory, `${name}.yml`),
    'description: X.\nsystem: x\nformat: json\nmetrics: []\n',
  );
}

/** The file with its commented example put to use, as its comment says: the leading "# " taken away. */
function withExample(): string {
  const start = text.indexOf('# metrics:\n');
  assert.ok(start > 0);
  return text.slice(0, start) + text.slice(start).replace(/^# /gm, '');
}

test('exporter.yml follows Vault, the Vault server and Conjur, on loopback', () => {
  const { config, problems } = loadConfig(file, { presetDirectory });
  assert.equal(renderProblems(problems()), '');
  assert.deepEqual(
    config?.sources.map(({ preset }) => preset),
    names,
  );
  assert.match(config?.web.listen ?? '', /^127\.0\.0\.1:/);
});

test('its commented example of a watch rule works as it stands', () => {
  const { config, problems } = loadConfigText('exporter.yml', withExample(), { presetDirectory });
  assert.equal(renderProblems(problems()), '');
  const counts = config?.sources.map(({ metrics }) => metrics.length);
  assert.deepEqual(counts, [1, 0, 0]);
});

test('both load with the presets of the package', (context) => {
  const missing = names.filter((name) => !listPresets().some((preset) => preset.name === name));
  if (missing.length > 0) return context.skip(`no presets yet: ${missing.join(', ')}`);
  assert.equal(renderProblems(loadConfig(file).problems()), '');
  assert.equal(renderProblems(loadConfigText('exporter.yml', withExample()).problems()), '');
});
