import assert from 'node:assert/strict';
import { appendFileSync, existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runToEnd, startExporter } from './support/exporter-process.js';
import { parseExposition } from './support/parse-exposition.js';
import { temporaryDirectory } from './support/temporary-directory.js';
import { denied, vaultCall } from './support/vault-lines.js';

const config = `
web: { listen: "127.0.0.1:0" }
state: { directory: ./state, interval: 100ms }
sources:
  vault: { files: ./audit.log, preset: vault-audit, poll_interval: 50ms }
metrics:
  - name: audit_reads_total
    help: Reads.
    type: counter
    when: { type: response, request.operation: read }
    labels: { user: auth.display_name }
`;

const outcome = (name: string, value: number) =>
  `audit_events_total{source="vault",system="vault",outcome="${name}"} ${value}\n`;
const reads = (value: number) =>
  `audit_reads_total{source="vault",system="vault",user="userpass-alice"} ${value}\n`;

test('a file that appears is counted from its first line, appended lines as they come, over a rename', async (t) => {
  const cwd = temporaryDirectory(t);
  writeFileSync(join(cwd, 'exporter.yml'), config);
  const exporter = await startExporter([], cwd);
  t.after(() => exporter.stop('SIGKILL'));
  const empty = await exporter.scrapeUntil(() => true);
  assert.match(empty, /audit_events_total\{[^}]*outcome="denied"\} 0\n/);
  assert.match(empty, /auditlog_exporter_source_up\{source="vault"\} 0\n/);

  const log = join(cwd, 'audit.log');
  writeFileSync(log, vaultCall() + vaultCall({ error: denied }));
  await exporter.scrapeUntil(
    (text) => text.includes(outcome('denied', 1)) && text.includes(outcome('success', 1)),
  );
  appendFileSync(log, vaultCall());
  await exporter.scrapeUntil((text) => text.includes(outcome('success', 2)));
  renameSync(log, join(cwd, 'audit.log.1'));
  appendFileSync(join(cwd, 'audit.log.1'), vaultCall());
  writeFileSync(log, vaultCall());
  const text = await exporter.scrapeUntil((now) => now.includes(outcome('success', 4)));
  assert.match(text, /auditlog_exporter_source_up\{source="vault"\} 1\n/);
  assert.match(text, /auditlog_exporter_rotations_total\{source="vault",kind="rename"\} 1\n/);
  assert.equal(await exporter.stop(), 0);
});

test('what was counted and what was read are kept over a restart, kill -9 included: counted once', async (t) => {
  const cwd = temporaryDirectory(t);
  writeFileSync(join(cwd, 'exporter.yml'), config);
  const log = join(cwd, 'audit.log');
  writeFileSync(log, vaultCall() + vaultCall());
  for (const [signal, code] of [
    ['SIGTERM', 0],
    ['SIGKILL', null],
    ['SIGKILL', null],
  ] as const) {
    const run = await startExporter([], cwd);
    t.after(() => run.stop('SIGKILL'));
    await run.scrapeUntil((text) => text.includes(outcome('success', 2)));
    assert.equal(await run.stop(signal), code);
    // Killed between the two renames of a new checkpoint, it is still under its first name.
    assert.ok(['checkpoint', 'checkpoint.new'].some((name) => existsSync(join(cwd, 'state', name))));
  }
  appendFileSync(log, vaultCall({ error: denied }));
  const last = await startExporter([], cwd);
  t.after(() => last.stop('SIGKILL'));
  const text = await last.scrapeUntil((now) => now.includes(outcome('denied', 1)));
  assert.ok(text.includes(outcome('success', 2)), text);
  assert.match(text, /auditlog_exporter_checkpoint_restored\{from="current"\} 1\n/);
});

test('two exporters do not share a state directory', async (t) => {
  const cwd = temporaryDirectory(t);
  writeFileSync(join(cwd, 'exporter.yml'), config);
  const first = await startExporter([], cwd);
  t.after(() => first.stop('SIGKILL'));
  const second = await runToEnd([], { cwd });
  assert.equal(second.code, 1);
  assert.match(
    second.err,
    /state is in use by another auditlog-exporter; give each its own state\.directory/,
  );
});

test('SIGHUP loads the configuration again and keeps the values of unchanged metrics', async (t) => {
  const cwd = temporaryDirectory(t);
  const file = join(cwd, 'exporter.yml');
  writeFileSync(file, config);
  const log = join(cwd, 'audit.log');
  writeFileSync(log, vaultCall());
  const exporter = await startExporter([], cwd);
  t.after(() => exporter.stop('SIGKILL'));
  await exporter.scrapeUntil((text) => text.includes(reads(1)));

  writeFileSync(
    file,
    config.replace('help: Reads.', 'help: All reads.').replace('audit_reads_total', 'audit_x_total'),
  );
  exporter.process.kill('SIGHUP');
  await exporter.logged('loaded the configuration');
  appendFileSync(log, vaultCall());
  const text = await exporter.scrapeUntil((now) => now.includes(outcome('success', 2)));
  assert.ok(!text.includes('audit_reads_total'));
  assert.match(text, /audit_x_total\{[^}]*\} 1\n/, 'a new metric counts from now on');

  writeFileSync(file, config.replace('help: Reads.', 'halp: Reads.'));
  exporter.process.kill('SIGHUP');
  await exporter.logged('cannot load the configuration');
  assert.match(exporter.log(), /did you mean/);
  appendFileSync(log, vaultCall());
  const after = await exporter.scrapeUntil((now) => now.includes(outcome('success', 3)));
  assert.match(after, /auditlog_exporter_config_last_reload_successful 0\n/);
  assert.match(after, /audit_x_total\{[^}]*\} 2\n/, 'the old configuration goes on');
});

test('what became of every line adds up, whatever stands in the log', async (t) => {
  const cwd = temporaryDirectory(t);
  writeFileSync(join(cwd, 'exporter.yml'), config.replace('poll_interval: 50ms', 'max_line_bytes: 4KiB'));
  const lines = [
    vaultCall({ user: 'a"b\\c\nd' }),
    'not json\n',
    '\n',
    '{"type":"response","request":\n',
    `${'x'.repeat(5000)}\n`,
    Buffer.from([0xff, 0xfe, 0x7b, 0x0a]).toString('latin1'),
    '\u0000\u0000{"type":"request"}\r\n',
    `${'['.repeat(4000)}\n`,
    vaultCall({ path: '{"__proto__":1}' }),
  ];
  const text = lines.join('');
  writeFileSync(join(cwd, 'audit.log'), text, 'latin1');
  const exporter = await startExporter([], cwd);
  t.after(() => exporter.stop('SIGKILL'));
  await exporter.scrapeUntil((now) => now.includes(outcome('success', 2)));
  const counts = parseLines(await exporter.scrape());
  assert.equal(sum(counts), text.split('\n').length - 1);
  assert.equal(counts.too_long, 1);
  assert.equal(counts.invalid, 4);
});

function parseLines(text: string): Record<string, number> {
  const family = parseExposition(text, 'text-0.0.4').get('auditlog_exporter_lines_total')!;
  return Object.fromEntries(family.samples.map(({ labels, value }) => [labels.get('result')!, value]));
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((a, b) => a + b, 0);
}
