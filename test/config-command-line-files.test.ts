import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configForFiles } from '../src/config/config-for-files.js';
import { renderProblems } from '../src/config/problem.js';
import { presetDirectory } from './config-fixtures.js';

test('files on the command line are sources with every default, and with their preset', () => {
  const files = [
    { name: 'a', files: ['a.log', 'b.log'], preset: 'door' },
    { name: 'b', files: ['-'], preset: undefined },
  ];
  const { config, problems } = configForFiles(files, { presetDirectory });
  assert.deepEqual(problems(), []);
  assert.deepEqual(
    config?.sources.map(({ name, files, preset }) => [name, files, preset]),
    [
      ['a', ['a.log', 'b.log'], 'door'],
      ['b', ['-'], undefined],
    ],
  );
  assert.equal(config?.sources[0]?.metrics.length, 3);
  assert.equal(config?.sources[0]?.maxLineBytes, 1_048_576);
  assert.equal(config?.web.listen, '127.0.0.1:10105');
});

test('an unknown preset there is a problem without a line', () => {
  const { config, problems } = configForFiles([{ name: 'a', files: ['a'], preset: 'dor' }], {
    presetDirectory,
  });
  assert.equal(config, undefined);
  const message = 'unknown preset "dor"; did you mean "door"? valid here: broken, door, gate, otherdoor';
  assert.equal(renderProblems(problems()), `command line: ${message}`);
});
