import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileSources } from './file-sources.js';

const named = (...files: string[]) => fileSources(files, 'conjur').map(({ name }) => name);

test('a source is named after its file, without folder and ending', () => {
  assert.deepEqual(named('/var/log/vault/audit.log', 'conjur', '-'), ['audit', 'conjur', 'stdin']);
  assert.deepEqual(named('a b"c\n.log', 'журнал.log'), ['a_b_c_', '______']);
});

test('names never clash, whatever the files are called', () => {
  assert.deepEqual(named('a/audit.log', 'b/audit.log', 'c/audit.log'), ['audit', 'audit-2', 'audit-3']);
  assert.deepEqual(named('a.log', 'a-2.log', 'b/a.log'), ['a', 'a-2', 'a-3']);
  assert.deepEqual(named('.hidden', 'x/.hidden', '.other'), ['file', 'file-2', 'file-3']);
});

test('each file keeps its own path and the preset that was asked for', () => {
  assert.deepEqual(fileSources(['x/a.log', '-'], 'vault-audit'), [
    { name: 'a', files: ['x/a.log'], preset: 'vault-audit' },
    { name: 'stdin', files: ['-'], preset: 'vault-audit' },
  ]);
});

test('mistakes are told with the next step', () => {
  assert.throws(() => fileSources(['a.log'], 'conjr'), {
    name: 'UsageError',
    message: 'unknown preset "conjr"; did you mean "conjur"? there are: conjur, vault-audit, vault-server',
  });
  assert.throws(() => fileSources(['/nowhere/a.log'], undefined), {
    name: 'OperationError',
    message: 'cannot read /nowhere/a.log: no such file (ENOENT); check the file',
  });
});
