import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Run, runExporter } from '../../test/support/running-exporter.js';
import { temporaryDirectory } from '../../test/support/temporary-directory.js';

const head =
  'state: { directory: DIR/state }\nsources: { app: { files: DIR/app.log, format: json, time: ts } }\n';
const counter = (parts: string): string => `  - { name: audit_x_total, when: { type: read }, ${parts} }\n`;
const users = counter('labels: { user: { field: user, values: [known] } }');
const base = `${head}metrics:\n${users}`;
const log = '{"type":"read","user":"zoe","n":2,"ts":1}\n{"type":"read","user":"al","n":30,"ts":2}\n';

/** One run with `before`, then one with `after`; a line is logged in between. */
async function over(t: TestContext, before: string, after: string): Promise<Run> {
  const directory = temporaryDirectory(t);
  writeFileSync(join(directory, 'app.log'), log);
  await (await runExporter(directory, before)).exporter.stop();
  appendFileSync(join(directory, 'app.log'), '{"type":"read","user":"zoe","n":4,"ts":3}\n');
  const run = await runExporter(directory, after);
  t.after(() => run.exporter.stop());
  return run;
}

const by = (user: string, value: number): string =>
  `audit_x_total{source="app",system="",user="${user}"} ${value}`;
const all = [by('known', 0), by('zoe', 2), by('al', 1)];

test('every kind of metric goes on where it was', async (t) => {
  const config = `${base}
  - { name: audit_n, type: gauge, value: { field: n, unit: s }, labels: { user: user } }
  - { name: audit_last_timestamp_seconds, type: gauge }
  - { name: audit_n_seconds, type: histogram, value: { field: n, unit: s }, buckets: [3, 10] }
  - { name: audit_sum_total, value: { field: n, unit: s } }
`;
  const { samples, said } = await over(t, config, config);
  const app = 'source="app",system=""';
  assert.deepEqual(said, []);
  assert.deepEqual(await samples(), [
    `audit_last_timestamp_seconds{${app}} 3`,
    `audit_n{${app},user="zoe"} 4`,
    `audit_n{${app},user="al"} 30`,
    ...['3.0"} 1', '10.0"} 2', '+Inf"} 3'].map((rest) => `audit_n_seconds_bucket{${app},le="${rest}`),
    `audit_n_seconds_sum{${app}} 36`,
    `audit_n_seconds_count{${app}} 3`,
    `audit_sum_total{${app}} 36`,
    ...all,
  ]);
});

const harmless: Record<string, string> = {
  help: base.replace('when:', 'help: Something else., when:'),
  limit: base.replace('when:', 'limit: 5, when:'),
  'place in the file': base.replace('metrics:', '# a comment\nmetrics:\n  - { name: audit_a_total }'),
  'settings of the web server': `web: { listen: "127.0.0.1:1" }\n${base}`,
  'files and how they are followed': base.replace('format: json', 'format: json, poll_interval: 100ms'),
};

for (const [what, after] of Object.entries(harmless)) {
  test(`keeps the values when only this changed: ${what}`, async (t) => {
    const { samples, said } = await over(t, base, after);
    assert.deepEqual(
      (await samples()).filter((line) => line.startsWith('audit_x_total')),
      all,
    );
    assert.deepEqual(said, []);
  });
}

const changes: Record<string, string> = {
  condition: base.replace('type: read', 'type: [read, list]'),
  'a label': base.replace('field: user', 'field: user, lower: true'),
  'known values': base.replace('[known]', '[known, more]'),
  'how a line is read': base.replace('format: json', 'format: json, ignore: { user: nobody }'),
};

for (const [what, after] of Object.entries(changes)) {
  test(`drops the values and says so when this changed: ${what}`, async (t) => {
    const { samples, said } = await over(t, base, after);
    assert.deepEqual(said, [
      'dropped the values of a metric: its definition changed, it starts anew {"source":"app","metric":"audit_x_total","series":3}',
    ]);
    const lines = await samples();
    assert.ok(lines.includes(by('zoe', 1)) && !lines.includes(by('al', 1)), lines.join('\n'));
  });
}

test('a metric that is gone is said; one without series is nothing to say', async (t) => {
  const gone = base.replaceAll('audit_x_total', 'audit_y_total').replace(', values: [known]', '');
  const { said } = await over(
    t,
    `${base}  - { name: audit_never_total, when: { type: never }, labels: { user: user } }\n`,
    gone,
  );
  assert.equal(said.length, 1);
  assert.match(said[0]!, /the configuration does not have it any more .*"audit_x_total","series":3/);
});

test('a source that is gone is said, and the others go on', async (t) => {
  const two = base.replace('sources: {', 'sources: { other: { files: DIR/other.log, format: json },');
  const { samples, said } = await over(t, two, base);
  assert.match(
    said.join(),
    /^dropped a source: .* {"source":"other"},dropped the values of a metric: .* {"source":"other"/,
  );
  assert.deepEqual(await samples(), all);
});
