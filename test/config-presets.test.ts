import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../src/config/package-root.js';
import { listPresets, loadPreset, presetRecognisers, presetText } from '../src/config/presets.js';
import { renderProblems } from '../src/config/problem.js';
import { presetDirectory } from './config-fixtures.js';

test('presets are listed by name, with what they are for', () => {
  const presets = listPresets(presetDirectory);
  assert.deepEqual(
    presets.map(({ name }) => name),
    ['broken', 'door', 'gate', 'otherdoor'],
  );
  assert.deepEqual(presets[2], {
    name: 'gate',
    system: 'gate',
    description: 'Log of the gate.',
    file: join(presetDirectory, 'gate.yml'),
  });
});

test('a directory that is not there holds no presets', () => {
  assert.deepEqual(listPresets(join(presetDirectory, 'none')), []);
});

test('one preset, its text, and none for a name that is not listed', () => {
  const { preset, problems } = loadPreset('door', presetDirectory);
  assert.deepEqual(problems(), []);
  assert.equal(preset?.metrics.length, 3);
  assert.equal(preset?.origin.file, 'presets/door.yml');
  assert.match(presetText('door', presetDirectory) ?? '', /^description: Log of the door/);
  for (const name of ['none', '../keys/good', 'door.yml', '', '__proto__']) {
    assert.equal(loadPreset(name, presetDirectory).preset, undefined);
    assert.equal(presetText(name, presetDirectory), undefined);
  }
});

test('a preset with problems is not handed out', () => {
  const { preset, problems } = loadPreset('broken', presetDirectory);
  assert.equal(preset, undefined);
  assert.equal(problems().length, 5);
});

test('presets that can tell their log give the condition, formats and fields for it', () => {
  const [door, ...more] = presetRecognisers(presetDirectory);
  assert.deepEqual(more, []);
  assert.equal(door?.name, 'door');
  assert.equal(JSON.stringify(door?.condition.data), '{"entry.kind":"*","badge.owner":"*"}');
  assert.deepEqual(door?.formats, [{ type: 'json', expand: undefined, unwrap: [] }]);
  assert.deepEqual([...(door?.fields.keys() ?? [])], ['user', 'code']);
  door?.condition.origin.issues.add(door.condition.origin.path, 'found later');
});

test('the presets of the package have no problems', () => {
  const files = readdirSync(join(packageRoot(), 'presets')).filter((file) => file.endsWith('.yml'));
  assert.deepEqual(
    listPresets().map(({ name }) => `${name}.yml`),
    files.sort(),
  );
  for (const { name, file } of listPresets()) {
    assert.equal(renderProblems(loadPreset(name).problems()), '');
    assert.equal(presetText(name), readFileSync(file, 'utf8'));
  }
});
