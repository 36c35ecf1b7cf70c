import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadConfig, loadConfigText } from '../src/config/load-config.js';
import { renderProblems } from '../src/config/problem.js';
import { fixtureNames, fixtures, presetDirectory } from './config-fixtures.js';

const bad = join(fixtures, 'bad');

for (const name of fixtureNames('bad')) {
  test(`every problem of bad/${name}.yml, with its place`, () => {
    const { config, problems } = loadConfig(join(bad, `${name}.yml`), { presetDirectory });
    const found = renderProblems(problems()).replaceAll(`${bad}/`, '');
    assert.equal(`${found}\n`, readFileSync(join(bad, `${name}.txt`), 'utf8'));
    assert.equal(config, undefined);
  });
}

test('every list of expected problems has its configuration', () => {
  const texts = readdirSync(bad).filter((file) => file.endsWith('.txt'));
  assert.ok(texts.length >= 30);
  for (const text of texts) assert.ok(existsSync(join(bad, text.replace(/txt$/, 'yml'))), text);
});

test('a file that is not there is a problem, not an exception', () => {
  const { config, problems } = loadConfig(join(bad, 'none.yml'), { presetDirectory });
  assert.equal(config, undefined);
  const message = `${join(bad, 'none.yml')}: cannot read the configuration: no such file (ENOENT); write one, to begin with: `;
  assert.ok(renderProblems(problems()).startsWith(message));
});

test('a problem that is found later, in a condition, is among the problems at its place', () => {
  const text = `sources: { a: { files: a.log, ignore: { x|foo: 1 } } }\nweb: {}\n`;
  const { config, problems } = loadConfigText('x.yml', text, { presetDirectory });
  assert.deepEqual(problems(), []);
  const origin = config?.sources[0]?.ignore?.origin;
  origin?.issues.add([...origin.path, 'x|foo'], 'unknown modifier "foo"', { atKey: true });
  assert.equal(renderProblems(problems()), 'x.yml:1:41: unknown modifier "foo"');
});
