import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { packageRoot } from '../src/config/package-root.js';
import { requireTool, runTool } from './support/debian.js';
import { fixturePath, replayPreset } from './support/truth/replay-preset.js';

const scripts = join(packageRoot(), 'test/support/truth');
/** Log lines of the real systems, which are not part of the project. */
const samples = join(packageRoot(), '../shared/samples');

interface Truth {
  readonly lines: Readonly<Record<'event' | 'ignored' | 'invalid', number>>;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly security_events: Readonly<Record<string, number>>;
  readonly denied?: Readonly<Record<string, number>>;
}

async function countInPython(preset: string, path: string): Promise<Truth> {
  const script = join(scripts, `${preset.replace('-', '_')}.py`);
  const { status, stdout, stderr } = await runTool('python3', [script, path]);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

async function compare(t: TestContext, preset: string, path: string): Promise<void> {
  if (!requireTool(t, 'python3', 'python3')) return;
  const truth = await countInPython(preset, path);
  const { lines, all, events, series } = replayPreset(preset, readFileSync(path, 'utf8'));
  assert.deepEqual(lines, { ...truth.lines, tooLong: 0 });
  const outcomes = all('audit_events_total');
  for (const [outcome, count] of Object.entries(truth.outcomes)) {
    assert.equal(outcomes[`outcome="${outcome}"`], count, outcome);
  }
  assert.deepEqual(events(), truth.security_events);
  if (truth.denied !== undefined) assert.deepEqual(byUser(series('audit_denied_total')), truth.denied);
}

function byUser(series: Readonly<Record<string, number>>): Record<string, number> {
  const users: Record<string, number> = {};
  for (const [labels, count] of Object.entries(series)) {
    const user = /user="([^"]*)"/.exec(labels)![1]!;
    users[user] = (users[user] ?? 0) + count;
  }
  return users;
}

for (const [preset, files] of [
  ['vault-audit', ['vault-audit.log', 'vault-server.log']],
  ['vault-server', ['vault-server.log', 'vault-audit.log']],
  ['conjur', ['conjur-appliance.jsonl', 'conjur-rfc5424.log', 'conjur-oss.log', 'conjur-v4.jsonl']],
] as const) {
  for (const file of files) {
    test(`${preset} and Python count the same in ${file}`, (t) => compare(t, preset, fixturePath(file)));
  }
}

const wrapped = ['default.log', 'formatjson.jsonl']
  .map((name) => `generated-syslogng-${name}`)
  .concat(
    ['traditional.log', 'rfc5424.log', 'fileformat-iso.log', 'jsontemplate.jsonl'].map(
      (name) => `generated-rsyslog-${name}`,
    ),
  );
const samplesOf = {
  'vault-audit': [
    ...['SYNTHETIC-source-derived.log', 'elastic-faked-all-fields.log', 'elastic-test-audit-excerpt.log'],
    ...['openbao-2.6.2-excerpts.jsonl', 'derived-vault-1.21.0-enable-audit.jsonl', 'trenner1-sample.ndjson'],
    ...['pbar1-vault-1.4-lines-1-60.log', 'pbar1-vault-1.4-lines-1366-1382.log'],
  ].map((name) => `vault-audit/${name}`),
  'vault-server': [
    'elastic-test-log.json.log',
    'text-mixed-versions.log',
    'text-v1.14.3-init-unseal-seal.log',
  ].map((name) => `vault-server/${name}`),
  conjur: [
    ...['documented-rfc5424-line.log', 'v4-apidocs.jsonl', 'generated-oss-rfc5424-socket.log'],
    ...['generated-appliance-shape-audit.json.jsonl', 'generated-syslogng-forwarded-rfc5424.log'],
  ].map((name) => `conjur/${name}`),
};

for (const preset of ['vault-audit', 'vault-server', 'conjur'] as const) {
  const syslog = preset === 'conjur' ? [] : wrapped.map((name) => `syslog-wrapped/${name}`);
  for (const name of [...samplesOf[preset], ...syslog]) {
    test(`${preset} and Python count the same in the sample ${name}`, async (t) => {
      const path = join(samples, name);
      if (!existsSync(path)) t.skip('skipped: the samples are not here');
      else await compare(t, preset, path);
    });
  }
}
