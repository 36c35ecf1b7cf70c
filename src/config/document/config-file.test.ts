import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { renderProblems } from '../problem.js';
import { ConfigFile } from './config-file.js';

const directory = mkdtempSync(join(tmpdir(), 'config-file-'));
after(() => rmSync(directory, { recursive: true }));

function problemsOf(content: string | Uint8Array | undefined): string {
  const path = join(directory, 'x.yml');
  rmSync(path, { force: true });
  if (content !== undefined) writeFileSync(path, content);
  return renderProblems(ConfigFile.read(path, 'x.yml', directory).problems());
}

test('a file that is not there, a directory and a file beyond 10 MiB are problems of the whole file', () => {
  assert.match(
    problemsOf(undefined),
    /^x\.yml: cannot read the configuration: no such file \(ENOENT\); write one, .*; or follow files without one: auditlog-exporter FILE…$/,
  );
  const found = ConfigFile.read(directory, 'x.yml', directory);
  assert.equal(renderProblems(found.problems()), 'x.yml: cannot read the configuration: it is a directory');
  const large = join(directory, 'large.yml');
  writeFileSync(large, 'a: 1');
  truncateSync(large, 10 * 2 ** 20 + 1);
  const message = 'cannot read the configuration: it is larger than 10 MiB; is this the right file?';
  assert.equal(renderProblems(ConfigFile.read(large, 'x.yml', directory).problems()), `x.yml: ${message}`);
  assert.equal(problemsOf(`#${'é'.repeat(6 * 2 ** 20)}`), `x.yml: ${message}`);
  const text = ConfigFile.fromText(`#${'é'.repeat(6 * 2 ** 20)}`, 'x.yml', '.');
  assert.equal(renderProblems(text.problems()), `x.yml: ${message}`);
});

test('bytes that are not UTF-8 are shown where they stand', () => {
  const bytes = Buffer.concat([Buffer.from('a: 1\nb: é'), Buffer.from([0xc3]), Buffer.from('\nc: 1')]);
  assert.equal(problemsOf(bytes), 'x.yml:2:5: not valid UTF-8; save the file as UTF-8 text');
  assert.equal(problemsOf(Buffer.from([0xff])), 'x.yml:1:1: not valid UTF-8; save the file as UTF-8 text');
});

test('the same problem is kept once, and what follows from wrong YAML is not told', () => {
  const file = ConfigFile.fromText('a: *b\nc: 1\n', 'x.yml', '.');
  file.add(['c'], 'wrong');
  file.add(['c'], 'wrong');
  file.add(['a'], 'expected a number');
  assert.equal(renderProblems(file.problems()), 'x.yml:1:4: unknown alias *b\nx.yml:2:4: wrong');
});

test('without a text, problems belong to the whole', () => {
  const file = ConfigFile.none('command line');
  file.add(['a', 'b'], 'wrong');
  assert.equal(renderProblems(file.problems()), 'command line: wrong');
});
