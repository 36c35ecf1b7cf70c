import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileSources } from '../src/cli/file-sources.js';
import { type Finished, runToEnd } from './support/exporter-process.js';
import { temporaryDirectory } from './support/temporary-directory.js';
import { vaultCall } from './support/vault-lines.js';

/** Refused: one line that says what and why and what to do, and no half of an exposition. */
function assertRefused({ code, out, err }: Finished, message: string): void {
  assert.deepEqual({ code, out, err }, { code: 1, out: '', err: `auditlog-exporter: ${message}\n` });
}

test('a log that cannot be recognised: why, and the next step', async (t) => {
  const cwd = temporaryDirectory(t);
  const replay = (file: string, content: string) => {
    writeFileSync(join(cwd, file), content);
    return runToEnd(['replay', file], { cwd });
  };
  const next = 'add --preset=NAME (see: auditlog-exporter presets)';
  const [empty, strange] = await Promise.all([
    replay('empty.log', ''),
    // As many lines of one log as of none at all would do; one fewer does not.
    replay('strange.log', `${vaultCall()}a\nb\nc\n`),
  ]);
  assertRefused(empty, `cannot tell what log empty.log is: there is no complete line yet; ${next}`);
  assertRefused(
    strange,
    `cannot tell what log strange.log is: of the first 5 lines 2 like vault-audit, 0 like conjur, 0 like vault-server; ${next}`,
  );
});

test('a file that cannot be read: not there, a directory, not what its name says', async (t) => {
  const cwd = temporaryDirectory(t);
  mkdirSync(join(cwd, 'logs'));
  writeFileSync(join(cwd, 'bad.gz'), 'not gzip');
  writeFileSync(join(cwd, 'good.log'), vaultCall());
  const directory = 'cannot read logs: it is a directory (EISDIR); name its files, for instance with /*.log';
  const damaged = 'cannot read bad.gz: incorrect header check (Z_DATA_ERROR); check the file';
  const missing = 'cannot read none.log: no such file (ENOENT); check the file';
  // Recognising finds it first; with --preset reading does.
  for (const preset of [[], ['--preset=vault-audit']]) {
    const replay = (...files: string[]) => runToEnd(['replay', ...preset, ...files], { cwd });
    assertRefused(await replay('logs'), directory);
    assertRefused(await replay('bad.gz'), damaged);
    assertRefused(await replay('good.log', 'none.log'), missing);
  }
});

test('a file without the right to read it', async (t) => {
  const cwd = temporaryDirectory(t);
  chmodSync(cwd, 0o755);
  const log = join(cwd, 'closed.log');
  writeFileSync(log, vaultCall(), { mode: 0o000 });
  const message = `cannot read ${log}: permission denied (EACCES); give the exporter's user read access`;
  // Root may read everything, so the test must not be root for a while.
  const root = process.getuid?.() === 0;
  if (root) process.seteuid?.(65_534);
  try {
    assert.throws(() => fileSources([log], undefined), { message });
  } finally {
    if (root) process.seteuid?.(0);
  }
});

test('a source that the configuration does not have', async (t) => {
  const cwd = temporaryDirectory(t);
  writeFileSync(join(cwd, 'x.yml'), 'sources: { prod: { files: /nowhere, preset: vault-audit } }\n');
  const run = await runToEnd(['replay', '--config.file=x.yml', '--source=prd', 'a.log'], { cwd });
  assert.deepEqual([run.code, run.out], [2, '']);
  assert.match(run.err, /^auditlog-exporter: x\.yml has no source "prd"; did you mean "prod"\?\nSee /);
});
