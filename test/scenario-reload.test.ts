import assert from 'node:assert/strict';
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startExporter } from './support/exporter-process.js';
import { parseExposition } from './support/parse-exposition.js';
import { runExporter, writeConfig } from './support/running-exporter.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const formats = [
  ['text/plain;version=0.0.4', 'text-0.0.4'],
  ['application/openmetrics-text;version=1.0.0', 'openmetrics-1.0.0'],
] as const;

/** Two metrics that stay, and two that change. */
const config = (labels: string, buckets: string) => `
state: { directory: ./state, interval: 50ms }
sources: { app: { files: ./app.log, format: json, poll_interval: 20ms } }
metrics:
  - { name: audit_kept_total, labels: { user: user } }
  - { name: audit_changed_total, labels: ${labels} }
  - { name: audit_changed_seconds, type: histogram, value: { field: n, unit: s }, buckets: ${buckets} }
  - { name: audit_kept_seconds, type: histogram, value: { field: n, unit: s }, buckets: [1, 5] }
`;
const before = config('{ user: user }', '[1, 5]');
const after = config('{ user: user, zone: zone }', '[2, 4, 8]');
const line = '{"user":"a","zone":"z","n":3}\n';

test('scenario 21: a reload with other labels and buckets: the rest keeps its values, and /metrics is never a 500', async (t) => {
  const cwd = temporaryDirectory(t);
  const [file, log] = [join(cwd, 'exporter.yml'), join(cwd, 'app.log')];
  writeFileSync(file, before);
  writeFileSync(log, line.repeat(10));
  const exporter = await startExporter(['--web.enable-lifecycle'], cwd);
  t.after(() => exporter.stop('SIGKILL'));
  const kept = (events: number) => `audit_kept_total{source="app",system="",user="a"} ${events}\n`;
  await exporter.scrapeUntil((text) => text.includes(kept(10)));

  const scrape = async ([accept, format]: (typeof formats)[number]): Promise<number> => {
    const headers = { accept, 'x-prometheus-scrape-timeout-seconds': '1', 'user-agent': 'Prometheus/2.42.0' };
    const response = await fetch(exporter.url, { headers });
    const text = await response.text();
    assert.equal(response.status, 200, text);
    const name = format === 'text-0.0.4' ? 'audit_kept_total' : 'audit_kept';
    return parseExposition(text, format).get(name)!.samples[0]!.value;
  };
  const reload = async () => {
    const { status } = await fetch(new URL('/-/reload', exporter.url), { method: 'POST' });
    assert.equal(status, 200);
  };
  let last = 10;
  for (let round = 1; round <= 10; round += 1) {
    writeFileSync(file, round % 2 === 1 ? after : before);
    appendFileSync(log, line);
    const [, ...values] = await Promise.all([reload(), ...formats.map(scrape), ...formats.map(scrape)]);
    assert.ok(Math.min(...values) >= last, `${values} after ${last}`);
    last = Math.max(...values);
  }
  writeFileSync(file, after);
  await reload();
  appendFileSync(log, line);
  await exporter.scrapeUntil((now) => now.includes(kept(21)));
  const text = await exporter.scrape();
  assert.match(text, /^audit_changed_total\{source="app",system="",user="a",zone="z"\} [12]$/m);
  assert.match(text, /^audit_changed_seconds_bucket\{source="app",system="",le="4.0"\} [12]$/m);
  assert.match(text, /^audit_kept_seconds_count\{source="app",system=""\} 21$/m);
  assert.doesNotMatch(
    text,
    /audit_changed_total\{[^}]*user="a"\}|audit_changed_seconds_bucket\{[^}]*le="5.0"\}/,
  );
});

test('scenario 21: what a reload drops is said, as after a restart', async (t) => {
  const directory = temporaryDirectory(t);
  writeFileSync(join(directory, 'app.log'), line);
  const inDirectory = (text: string) => text.replaceAll('./', 'DIR/');
  const run = await runExporter(directory, inDirectory(before));
  t.after(() => run.exporter.stop());
  writeConfig(directory, inDirectory(after));
  await run.exporter.reload();
  const dropped = run.said.filter((message) => message.startsWith('dropped the values of a metric'));
  assert.deepEqual(dropped.map((message) => /"metric":"(\w+)"/.exec(message)?.[1]).sort(), [
    'audit_changed_seconds',
    'audit_changed_total',
  ]);
});

const good = (metric: string) => `state: { directory: DIR/state }
sources: { app: { files: DIR/app.log, format: json } }
metrics: [{ name: ${metric}, labels: { user: user } }]
`;
const bad: Readonly<Record<string, string>> = {
  'an empty file': '',
  'no YAML': 'sources: [}\n',
  'an unknown key': good('audit_y_total').replace('labels', 'lables'),
  'a wrong type': good('audit_y_total').replace('{ user: user }', '[user]'),
  'a name twice': good('audit_y_total').replace('sources:', 'sources: {}\nsources:'),
  'an expression that is none': good('audit_y_total').replace('labels', "when: { user|re: '(' }, labels"),
  'a preset that is not there': good('audit_y_total').replace('format: json', 'preset: vault-adit'),
  'a metric of two kinds': `${good('audit_y_total')}  - { name: audit_y_total, type: gauge }\n`,
};

test('scenario 22: a reload with a bad config keeps the old one', async (t) => {
  const directory = temporaryDirectory(t);
  const log = join(directory, 'app.log');
  writeFileSync(log, line);
  const run = await runExporter(directory, good('audit_x_total'));
  t.after(() => run.exporter.stop());
  const successful = async () => {
    const { families } = await run.exporter.answer(undefined);
    return families.find(({ name }) => name.endsWith('config_last_reload_successful'))!.parts[0]!.value(0);
  };
  const counts = async (metric: string, events: number) =>
    assert.deepEqual(await run.samples(), [`${metric}{source="app",system="",user="a"} ${events}`]);
  let events = 1;
  for (const [what, text] of [...Object.entries(bad), ['no file', undefined] as const]) {
    if (text === undefined) rmSync(join(directory, 'exporter.yml'));
    else writeConfig(directory, text);
    await assert.rejects(run.exporter.reload(), { name: 'ConfigError' }, what);
    assert.equal(await successful(), 0, what);
    appendFileSync(log, line);
    await run.exporter.poll();
    events += 1;
    await counts('audit_x_total', events);
  }
  writeConfig(directory, good('audit_y_total'));
  await run.exporter.reload();
  assert.equal(await successful(), 1);
  appendFileSync(log, line);
  await run.exporter.poll();
  await counts('audit_y_total', 1);
});
