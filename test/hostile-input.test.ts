import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { requireTool, runTool } from './support/debian.js';
import { startExporter } from './support/exporter-process.js';
import { hostileLine } from './support/hostile-bytes.js';
import { mutatedJson } from './support/mutated-json.js';
import { type ParsedFamily, parseExposition } from './support/parse-exposition.js';
import { temporaryDirectory } from './support/temporary-directory.js';
import { denied, vaultCall } from './support/vault-lines.js';

const config = `
state: { directory: ./state, interval: 100ms }
sources:
  garbage: { files: garbage.log, preset: vault-audit, poll_interval: 50ms }
  server: { files: garbage.log, preset: vault-server, poll_interval: 50ms }
  conjur: { files: garbage.log, preset: conjur, poll_interval: 50ms }
  sound: { files: sound.log, preset: vault-audit, poll_interval: 50ms }
metrics:
  - { name: audit_numbers_total, sources: [garbage], labels: { n: n }, when: { n|exists: true } }
  - { name: audit_users_total, sources: [garbage], labels: { user: user }, when: { user|exists: true } }
`;

/** The sources that read the garbage. */
const readers = ['garbage', 'server', 'conjur'];
const canary = 'hvs.CANARYCANARYCANARY';
const users = [
  'a"b',
  'back\\slash',
  'line\nbreak',
  'tab\tré',
  '😀\u2028',
  '\ud800 lone',
  '"} 1\nfake_total 9',
  '#',
  '\\n',
  '',
];
const numbers = ['9007199254740993', '-123456789012345678901234567890', '1e400'];

/** Bytes that no writer of audit logs means, each without its line end. */
function garbage(): Buffer[] {
  const broken = Buffer.from(vaultCall({ user: canary }).split('\n')[1]!);
  broken[broken.indexOf('hvs.')] = 0xff;
  const structured = mutatedJson(fc.constant(JSON.parse(vaultCall({ error: denied }).split('\n')[1]!)));
  return [
    ...fc
      .sample(hostileLine, { numRuns: 300, seed: 7 })
      .map((line) => Buffer.from(line.filter((byte) => byte !== 0x0a))),
    ...fc.sample(structured, { numRuns: 300, seed: 7 }).map((text) => Buffer.from(text)),
    broken,
    ...users.map((user) => Buffer.from(JSON.stringify({ user }))),
    ...numbers.map((n) => Buffer.from(`{"n":${n}}`)),
    ...[
      '\0\0\0{"user":"behind a hole"}',
      '\ufeff{"user":"behind a BOM"}',
      '{"user":"CRLF"}\r',
      '\r',
      '',
      '   ',
      '{"user":"first","user":"last"}',
      '{"__proto__":{"user":"x"},"constructor":1,"user":["in","a","list"]}',
      `{"user":"${canary}`,
      '['.repeat(200_000),
      '{"a":'.repeat(150_000),
      `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)},"user":"deep"}`,
      `{"user":"${'y'.repeat(1_000_000)}"}`,
      `{"user":"${'z'.repeat(3 * 1024 * 1024)}"}`,
    ].map((text) => Buffer.from(text)),
  ];
}

/** Whether the JSON of a line, which may stand behind anything, reads as an object. Written without the decoder. */
function isInvalid(line: Buffer): boolean {
  const text = line.toString().replace(/^\0+/, '').replace(/\r$/, '');
  if (/^\ufeff?[ \t]*$/.test(text)) return false;
  const open = text.indexOf('{');
  if (open === -1) return true;
  try {
    JSON.parse(text.slice(open));
    return false;
  } catch {
    return true;
  }
}

function valuesOf(family: ParsedFamily, label: string, source = 'garbage'): Record<string, number> {
  const samples = family.samples.filter(({ labels }) => labels.get('source') === source);
  return Object.fromEntries(samples.map(({ labels, value }) => [labels.get(label)!, value]));
}

const results = (text: string, source: string) =>
  valuesOf(parseExposition(text, 'text-0.0.4').get('auditlog_exporter_lines_total')!, 'result', source);
const sum = (values: Record<string, number>) => Object.values(values).reduce((a, b) => a + b, 0);

/** Starts over the garbage and a sound log, and waits until all of it was read. */
async function startOver(t: TestContext, lines: readonly Buffer[]) {
  const cwd = temporaryDirectory(t);
  const whole = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
  writeFileSync(join(cwd, 'exporter.yml'), config);
  // The half line at the end is not a line yet.
  writeFileSync(join(cwd, 'garbage.log'), Buffer.concat([whole, Buffer.from('{"user":')]));
  writeFileSync(join(cwd, 'sound.log'), vaultCall());
  const exporter = await startExporter([], cwd);
  t.after(() => exporter.stop('SIGKILL'));
  const text = await exporter.scrapeUntil((now) =>
    readers.every((source) => sum(results(now, source)) >= lines.length),
  );
  return { cwd, exporter, text };
}

test('scenario 18: invalid UTF-8, NUL, BOM, CRLF, deep JSON, duplicate keys, numbers > 2^53: every line is accounted for', async (t) => {
  const lines = garbage();
  const { cwd, exporter, text } = await startOver(t, lines);
  for (const source of readers) assert.equal(sum(results(text, source)), lines.length, source);
  const { too_long: tooLong, invalid } = results(text, 'garbage');
  assert.equal(tooLong, 1);
  assert.equal(invalid, lines.filter((line) => line.length < 2 ** 20 && isInvalid(line)).length);

  appendFileSync(join(cwd, 'sound.log'), vaultCall({ error: denied }));
  appendFileSync(join(cwd, 'garbage.log'), '"whole now"}\n');
  const after = await exporter.scrapeUntil(
    (now) => sum(results(now, 'garbage')) > lines.length && results(now, 'sound')['event'] === 4,
  );
  const openMetrics = { headers: { Accept: 'application/openmetrics-text' } };
  assertClean(after, await (await fetch(exporter.url, openMetrics)).text());
  assert.ok(!exporter.log().includes('CANARY'), 'what is in a log never comes into ours');
  assert.equal(await exporter.stop(), 0);

  if (!requireTool(t, 'promtool', 'prometheus')) return;
  const { status, stderr } = await runTool('promtool', ['check', 'metrics'], after);
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
});

/** Strict readers take both formats, and find in them what stood in the log. */
function assertClean(text: string, openText: string): void {
  const plain = parseExposition(text, 'text-0.0.4');
  const shown = valuesOf(plain.get('audit_users_total')!, 'user');
  const others = ['behind a hole', 'behind a BOM', 'CRLF', 'last', 'deep', 'whole now'];
  for (const user of [...users.map((name) => name.toWellFormed()), ...others]) {
    assert.equal(shown[user], 1, JSON.stringify(user));
  }
  const open = parseExposition(openText, 'openmetrics-1.0.0');
  assert.deepEqual(valuesOf(open.get('audit_users')!, 'user'), shown);
  assert.deepEqual(Object.keys(valuesOf(plain.get('audit_numbers_total')!, 'n')).sort(), [...numbers].sort());
}
