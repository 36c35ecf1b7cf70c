import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type RunningExporter, runToEnd, startExporter } from './support/exporter-process.js';
import { temporaryDirectory } from './support/temporary-directory.js';
import { denied, vaultCall } from './support/vault-lines.js';

const config = 'sources: { piped: { files: "-", preset: vault-audit } }\n';
const events = (outcome: string, value: number) =>
  `audit_events_total{source="piped",system="vault",outcome="${outcome}"} ${value}\n`;

/** As syslog-ng's `program()` and `vault … | auditlog-exporter` start it: lines on standard input. */
async function startPiped(t: TestContext, ...args: string[]): Promise<RunningExporter> {
  const cwd = temporaryDirectory(t);
  writeFileSync(join(cwd, 'exporter.yml'), config);
  const exporter = await startExporter(args, cwd);
  t.after(() => exporter.stop('SIGKILL'));
  return exporter;
}

const up = (value: number) => (text: string) =>
  text.includes(`auditlog_exporter_source_up{source="piped"} ${value}\n`);

test('lines of a pipe are counted as they come; its end leaves the exporter serving', async (t) => {
  const exporter = await startPiped(t);
  const { stdin } = exporter.process;
  const call = vaultCall();
  stdin!.write(call + call.slice(0, 50));
  await exporter.scrapeUntil((text) => text.includes(events('success', 1)) && up(1)(text));
  stdin!.write(call.slice(50) + vaultCall({ error: denied }));
  await exporter.scrapeUntil(
    (text) => text.includes(events('success', 2)) && text.includes(events('denied', 1)),
  );
  stdin!.end(call.trimEnd());
  const text = await exporter.scrapeUntil(up(0));
  assert.ok(text.includes(events('success', 3)), 'the last line counts without its line end');
  assert.match(text, /auditlog_exporter_lines_total\{source="piped",result="invalid"\} 0\n/);
  assert.equal((await fetch(new URL('/-/ready', exporter.url))).status, 200);
  assert.equal(await exporter.stop(), 0);
});

test('a reload goes on reading the pipe; an open pipe does not keep it from ending', async (t) => {
  const exporter = await startPiped(t, '--web.enable-lifecycle');
  const { stdin } = exporter.process;
  const reload = async () => {
    assert.equal((await fetch(new URL('/-/reload', exporter.url), { method: 'POST' })).status, 200);
  };
  stdin!.write(vaultCall());
  await exporter.scrapeUntil((text) => text.includes(events('success', 1)));
  await reload();
  stdin!.write(vaultCall());
  await exporter.scrapeUntil((text) => text.includes(events('success', 2)));
  await reload();
  assert.ok(up(1)(await exporter.scrape()));
  assert.equal(await exporter.stop(), 0);
});

test('a reload after the end of the pipe does not raise it from the dead', async (t) => {
  const exporter = await startPiped(t);
  exporter.process.stdin!.end(vaultCall());
  await exporter.scrapeUntil(up(0));
  exporter.process.kill('SIGHUP');
  await exporter.logged('loaded the configuration');
  const text = await exporter.scrape();
  assert.ok(up(0)(text) && text.includes(events('success', 1)));
});

test('refused where it could never work: unrecognised, or read by two sources', async (t) => {
  const cwd = temporaryDirectory(t);
  writeFileSync(join(cwd, 'a.yml'), 'sources: { piped: { files: "-" } }\n');
  writeFileSync(
    join(cwd, 'b.yml'),
    'sources: { a: { files: "-", format: json }, b: { files: "-", format: json } }\n',
  );
  const [unknown, two] = await Promise.all([
    runToEnd(['check', 'a.yml'], { cwd }),
    runToEnd(['check', 'b.yml'], { cwd }),
  ]);
  assert.deepEqual([unknown.code, two.code], [1, 1]);
  assert.match(
    unknown.err,
    /^a\.yml:1:28: standard input cannot be recognised before it is read: add "preset"/,
  );
  assert.match(two.err, /^b\.yml:1:\d+: only one source can read standard input, and "a" does already$/m);
});
