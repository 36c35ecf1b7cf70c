import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runToEnd } from './support/exporter-process.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const commands = ['check', 'replay', 'presets', 'demo', 'simulate', 'notifications'];
const exits = /Exit codes: 0 success, 1 failure [^.]*, 2 a wrong command line\./;

test('--help and -h say the same on standard output: every command, every option, the exit codes', async () => {
  const [long, short] = await Promise.all([runToEnd(['--help']), runToEnd(['-h'])]);
  assert.deepEqual(long, short);
  assert.deepEqual([long.code, long.err], [0, '']);
  for (const command of commands) assert.match(long.out, new RegExp(`^  ${command} +[a-z]`, 'm'));
  for (const option of ['config.file', 'preset', 'web.listen-address', 'web.enable-lifecycle', 'log.level']) {
    assert.match(long.out, new RegExp(`^  --${option.replace('.', '\\.')}[= ]`, 'm'));
  }
  assert.match(long.out, /One of: debug, info, warn, error\./);
  assert.match(long.out, exits);
});

test('--help of every command: usage, options, exit codes, at most 120 columns', async () => {
  for (const command of ['', ...commands]) {
    const { code, out, err } = await runToEnd([...(command === '' ? [] : [command]), '--help']);
    assert.deepEqual([code, err], [0, ''], command);
    assert.match(out, new RegExp(`^  auditlog-exporter ${command}`, 'm'));
    assert.match(out, exits, command);
    for (const line of out.split('\n')) assert.ok(line.length <= 120, line);
  }
});

test('--version: the one of package.json, also beside other options', async () => {
  const [alone, beside] = await Promise.all([
    runToEnd(['--version']),
    runToEnd(['run', '--log.level=debug', '--version']),
  ]);
  assert.deepEqual(alone, beside);
  assert.match(alone.out, /^auditlog-exporter \d+\.\d+\.\d+\S*(?: \(\w+\))?, Node\.js v\d+\.\d+\.\d+\n$/);
  assert.deepEqual([alone.code, alone.err], [0, '']);
});

test('a wrong command line: exit code 2, what is wrong, where help is, nothing on standard output', async (t) => {
  const cwd = temporaryDirectory(t);
  const [option, command] = await Promise.all([
    runToEnd(['replay', '--presett=vault-audit', 'x.log'], { cwd }),
    runToEnd(['chekc'], { cwd }),
  ]);
  assert.deepEqual(option, {
    code: 2,
    out: '',
    err: 'auditlog-exporter: unknown option "--presett"; did you mean "--preset"?\nSee auditlog-exporter replay --help\n',
  });
  assert.deepEqual(command, {
    code: 2,
    out: '',
    err: 'auditlog-exporter: unknown command "chekc", and no file of that name; did you mean "check"?\nSee auditlog-exporter --help\n',
  });
});

test('a file with a name like a command is a file', async (t) => {
  const cwd = temporaryDirectory(t);
  writeFileSync(join(cwd, 'chekc'), 'something\n');
  const { code, err } = await runToEnd(['chekc'], { cwd });
  assert.equal(code, 1);
  assert.match(err, /^auditlog-exporter: cannot tell what log chekc is: /m);
});
