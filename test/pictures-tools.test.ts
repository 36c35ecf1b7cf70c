import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requireTools } from '../scripts/pictures/stage/require-tools.js';

test('what is missing is named with what to install, each package once', () => {
  const packages = { node: 'nodejs', 'no-such-tool': 'some-package', 'nor-this': 'some-package' };
  assert.throws(() => requireTools(packages), {
    message: 'no-such-tool, nor-this not found; apt-get install some-package',
  });
});
