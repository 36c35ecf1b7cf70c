import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { program, runToEnd } from './support/exporter-process.js';
import { parseExposition } from './support/parse-exposition.js';
import { temporaryDirectory } from './support/temporary-directory.js';
import { denied, vaultCall } from './support/vault-lines.js';

const eve = vaultCall({ user: 'userpass-eve', error: denied });
const events = (source: string, outcome: string, value: number) =>
  `audit_events_total{source="${source}",system="vault",outcome="${outcome}"} ${value}\n`;

test('several files, one of them compressed: each a source of its own, recognised by its first lines', async (t) => {
  const cwd = temporaryDirectory(t);
  mkdirSync(join(cwd, 'old'));
  writeFileSync(join(cwd, 'audit.log'), vaultCall() + eve);
  writeFileSync(join(cwd, 'old', 'audit.log'), `${eve}not json\n{"type":"heartbeat"}`);
  writeFileSync(join(cwd, 'packed.log.gz'), gzipSync(vaultCall().repeat(500)));
  const { code, out, err } = await runToEnd(['replay', 'audit.log', 'old/audit.log', 'packed.log.gz'], {
    cwd,
  });
  assert.equal(code, 0);
  for (const [source, denials, successes] of [
    ['audit', 1, 1],
    ['audit-2', 1, 0],
    ['packed.log', 0, 500],
  ] as const) {
    assert.ok(out.includes(events(source, 'denied', denials)), source);
    assert.ok(out.includes(events(source, 'success', successes)), source);
  }
  assert.equal(
    err,
    `audit (vault-audit): 4 lines = 4 event + 0 ignored + 0 invalid + 0 too long
audit-2 (vault-audit): 4 lines = 2 event + 1 ignored + 1 invalid + 0 too long
packed.log (vault-audit): 1000 lines = 1000 event + 0 ignored + 0 invalid + 0 too long
`,
  );
  const families = parseExposition(out, 'text-0.0.4');
  assert.equal(families.get('auditlog_exporter_lines_total')!.samples.length, 3 * 4);
});

test('a credential in a line is told with its place, not with its text', async () => {
  const token = 'hvs.'.concat('CAESIJlWh0QZ4uYk3mT7pR9bXc2V');
  const input = vaultCall() + vaultCall({ path: `auth/token/lookup/${token}` });
  const { code, err } = await runToEnd(['replay', '--preset=vault-audit', '-'], { input });
  assert.equal(code, 0);
  assert.match(err, /level=warn .*a line holds what looks like a live credential.* pattern=vault_token /);
  assert.ok(err.includes(`offset=${Buffer.byteLength(vaultCall())} `), err);
  assert.ok(!err.includes(token));
});

test('standard input, with --preset; the last line counts without its line end', async () => {
  const input = (vaultCall() + eve).trimEnd();
  const { code, out, err } = await runToEnd(['replay', '--preset=vault-audit', '-'], { input });
  assert.equal(code, 0);
  assert.ok(out.includes(events('stdin', 'denied', 1)) && out.includes(events('stdin', 'success', 1)));
  assert.equal(err, 'stdin (vault-audit): 4 lines = 4 event + 0 ignored + 0 invalid + 0 too long\n');
});

test('--source reads the files by the rules of exporter.yml, as one source', async (t) => {
  const cwd = temporaryDirectory(t);
  const rule = 'metrics: [{ name: audit_reads_total, when: { type: response, request.operation: read } }]\n';
  writeFileSync(
    join(cwd, 'x.yml'),
    `sources: { prod: { files: /nowhere, preset: vault-audit, max_line_bytes: 1KiB } }\n${rule}`,
  );
  writeFileSync(join(cwd, 'a.log'), vaultCall());
  writeFileSync(join(cwd, 'b.log'), `${vaultCall()}${'x'.repeat(1025)}\n`);
  const args = ['replay', '--config.file', 'x.yml', '--source', 'prod', 'a.log', 'b.log'];
  const { code, out, err } = await runToEnd(args, { cwd });
  assert.equal(code, 0, err);
  assert.match(out, /^audit_reads_total\{source="prod",system="vault"\} 2$/m);
  assert.equal(err, 'prod (vault-audit): 5 lines = 4 event + 0 ignored + 0 invalid + 1 too long\n');
});

test('a reader that has seen enough ends it without a word', async (t) => {
  const cwd = temporaryDirectory(t);
  const users = Array.from({ length: 4_000 }, (_, i) => vaultCall({ user: `user-${i}`, error: denied }));
  writeFileSync(join(cwd, 'audit.log'), users.join(''));
  const child = spawn(process.execPath, [program, 'replay', 'audit.log'], { cwd, stdio: 'pipe' });
  let err = '';
  child.stderr.on('data', (text) => {
    err += text;
  });
  // Far more than a pipe holds is to come.
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.once('close', resolve));
  assert.equal(code, 0, err);
  assert.match(err, /^(?:audit \(vault-audit\): 8000 lines [^\n]*\n)?$/);
});
