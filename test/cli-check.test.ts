import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runToEnd } from './support/exporter-process.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const good = `
sources:
  vault: { files: /nowhere/audit.log, preset: vault-audit }
  billing: { files: billing.jsonl, format: json }
metrics:
  - { name: audit_refunds_total, sources: [billing], when: { action: refund } }
`;

/** One problem of each kind: of the schema, of the whole, and of conditions, which are compiled last. */
const bad = `web: { listen: "127.0.0.1:0", listn: 3 }
sources:
  vault: { files: a.log, preset: vault-adit }
  other: { files: b.log, format: jsn, ignore: { type|foo: x } }
metrics:
  - name: audit_reads-total
    when: { type|containz: response, path|re: "(" }
    labels: { user: { field: a..b } }
  - name: audit_writes_total
    sources: [valt]
    when: { sel: { a: 1 }, condition: sel and nope }
    labels: { kind: { cases: { x: { a|cidr: 10.0.0.0/99 } }, default: y } }
`;

test('a good file: one line that says so, exit code 0', async (t) => {
  const cwd = temporaryDirectory(t);
  writeFileSync(join(cwd, 'exporter.yml'), good);
  const { code, out, err } = await runToEnd(['check'], { cwd });
  assert.equal(code, 0);
  assert.match(out, /^exporter\.yml: no problems; 2 sources, \d+ metrics\n$/);
  assert.equal(err, '');
});

test('a bad file: every problem at once, in order of place, those of conditions among them', async (t) => {
  const cwd = temporaryDirectory(t);
  writeFileSync(join(cwd, 'bad.yml'), bad);
  const { code, out, err } = await runToEnd(['check', 'bad.yml'], { cwd });
  assert.deepEqual([code, out], [1, '']);
  const problems = err.trimEnd().split('\n');
  const expected: [string, RegExp][] = [
    ['1:31', /unknown key "listn"; did you mean "listen"\?/],
    ['3:34', /unknown preset "vault-adit"; did you mean "vault-audit"\?/],
    ['4:34', /"jsn".*did you mean "json"\?/],
    ['4:49', /unknown modifier "foo"/],
    ['6:11', /"audit_reads-total" is not a metric name/],
    ['7:13', /unknown modifier "containz"; did you mean "contains"\?/],
    ['7:47', /cannot compile regular expression "\("/],
    ['8:30', /"a\.\.b" is not a field path/],
    ['10:15', /"valt".*did you mean "vault"\?/],
    ['11:39', /unknown selection "nope"/],
    ['12:45', /10\.0\.0\.0\/99/],
  ];
  for (const [i, [place, message]] of expected.entries()) {
    assert.ok(problems[i]?.startsWith(`bad.yml:${place}: `), `${place} in\n${err}`);
    assert.match(problems[i]!, message);
  }
  assert.equal(problems.length, expected.length, err);
});

test('a file that is not there and a directory: one line, exit code 1', async (t) => {
  const cwd = temporaryDirectory(t);
  const [none, directory] = await Promise.all([
    runToEnd(['check'], { cwd }),
    runToEnd(['check', '.'], { cwd }),
  ]);
  assert.deepEqual([none.code, directory.code], [1, 1]);
  assert.match(
    none.err,
    /^exporter\.yml: cannot read the configuration: no such file \(ENOENT\); write one, .*\n$/,
  );
  assert.match(directory.err, /^\.: cannot read the configuration: it is a directory.*\n$/);
});

test('the configuration that is told to whoever has none is one', async (t) => {
  const cwd = temporaryDirectory(t);
  const { err } = await runToEnd([], { cwd });
  const told = /to begin with: (.*); or follow/.exec(err)?.[1];
  writeFileSync(join(cwd, 'exporter.yml'), `${told}\n`);
  assert.deepEqual(await runToEnd(['check'], { cwd }).then(({ code }) => code), 0, told);
});

test('the program itself refuses a bad file in the same words, before it serves anything', async (t) => {
  const cwd = temporaryDirectory(t);
  writeFileSync(join(cwd, 'exporter.yml'), bad);
  const [checked, run] = await Promise.all([runToEnd(['check'], { cwd }), runToEnd([], { cwd })]);
  assert.equal(run.code, 1);
  assert.ok(run.err.endsWith(checked.err), run.err);
  assert.doesNotMatch(run.err, /serving/);
});
