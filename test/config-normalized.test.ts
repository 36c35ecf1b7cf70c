import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Config, MetricConfig, SourceConfig } from '../src/config/config.js';
import { type LoadOptions, loadConfig, loadConfigText } from '../src/config/load-config.js';
import { renderProblems } from '../src/config/problem.js';
import { defaultRotated } from '../src/config/rotated-pattern.js';
import { fixtures, presetDirectory } from './config-fixtures.js';

function good(name: string): Config {
  const { config, problems } = loadConfig(join(fixtures, `good/${name}.yml`), { presetDirectory });
  assert.equal(renderProblems(problems()), '');
  assert.ok(config);
  return config;
}

function text(yaml: string, options: LoadOptions = {}): Config {
  const { config, problems } = loadConfigText('exporter.yml', yaml, { presetDirectory, ...options });
  assert.equal(renderProblems(problems()), '');
  assert.ok(config);
  return config;
}

function sourceOf(config: Config, name: string): SourceConfig {
  const source = config.sources.find((each) => each.name === name);
  assert.ok(source);
  return source;
}

function metricOf(config: Config, source: string, name: string): MetricConfig {
  const metric = sourceOf(config, source).metrics.find((each) => each.name === name);
  assert.ok(metric);
  return metric;
}

test('the least configuration has the documented defaults', () => {
  const config = good('minimal');
  assert.deepEqual(config.web, {
    listen: '127.0.0.1:10105',
    telemetryPath: '/metrics',
    openmetricsCreated: false,
  });
  assert.equal(good('everything').web.openmetricsCreated, true);
  assert.deepEqual(config.state, { directory: './state', interval: 5_000 });
  const { origin, ...source } = sourceOf(config, 'a');
  assert.equal(origin.line, 1);
  assert.deepEqual(source, {
    name: 'a',
    files: ['a.log'],
    preset: undefined,
    system: '',
    formats: [],
    time: undefined,
    id: undefined,
    fields: new Map(),
    ignore: undefined,
    secrets: [],
    start: 'beginning',
    rotated: defaultRotated,
    maxLineBytes: 1_048_576,
    pollInterval: 250,
    metrics: [],
  });
});

test('a source takes over from its preset what it does not say itself', () => {
  const door = sourceOf(good('everything'), 'door');
  assert.deepEqual(door.files, ['/var/log/door/*.log', '/var/log/door-2.log']);
  assert.equal(door.system, 'front-door');
  assert.deepEqual(door.formats, [{ type: 'json', expand: undefined, unwrap: [] }]);
  assert.equal(door.time?.text, 'at');
  assert.equal(door.id?.text, 'entry.uuid');
  const fields = [...door.fields].map(([name, paths]) => [name, ...paths.map((path) => path.text)]);
  assert.deepEqual(fields, [
    ['user', 'who', 'user'],
    ['code', 'entry.code'],
    ['place', '"a.b".c'],
  ]);
  assert.equal(JSON.stringify(door.ignore?.data), '[{"entry.kind":"test"},{"entry.kind":"ping"}]');
  assert.deepEqual(
    door.secrets.map((path) => path.text),
    ['entry.code', 'badge.token'],
  );
  assert.deepEqual([door.start, door.maxLineBytes, door.pollInterval], ['end', 65_536, 1_000]);
  assert.equal(sourceOf(good('everything'), 'gate').system, 'gate');
});

test('formats', () => {
  const formats = sourceOf(good('everything'), 'shipped').formats.map((format) =>
    format.type === 'json' ? { ...format, expand: format.expand?.text } : format,
  );
  const at = ['sources', 'shipped', 'format', 1, 'patterns'];
  assert.deepEqual(formats, [
    { type: 'json', expand: 'Records', unwrap: ['message', 'log'] },
    {
      type: 'regex',
      patterns: [
        { source: '^(?P<a>x)$', path: [...at, 0] },
        { source: '(?<b>y)', path: [...at, 1] },
      ],
    },
    { type: 'logfmt' },
    { type: 'syslog' },
    { type: 'hclog' },
  ]);
});

test("the user's metrics are added to the preset's, replace them by name and remove them", () => {
  const config = good('everything');
  const names = config.sources.map((source) => [source.name, ...source.metrics.map((metric) => metric.name)]);
  assert.deepEqual(names, [
    ['door', 'audit_door_open_seconds', 'audit_last_event_timestamp_seconds', 'audit_own_total'],
    ['gate', 'audit_gate_moves_total', 'audit_last_event_timestamp_seconds', 'audit_own_total'],
    ['shipped', 'audit_own_bytes'],
  ]);
  assert.equal(metricOf(config, 'gate', 'audit_last_event_timestamp_seconds').help, 'Replaced.');
  assert.equal(
    metricOf(config, 'door', 'audit_last_event_timestamp_seconds').help,
    'Time of the last event.',
  );
});

test('metrics know where they stand', () => {
  const config = text(
    'sources: { a: { files: a, preset: door } }\nmetrics:\n  - name: x_total\n    help: X.\n    type: counter',
  );
  const own = metricOf(config, 'a', 'x_total').origin;
  assert.deepEqual([own.file, own.line], ['exporter.yml', 3]);
  const preset = metricOf(config, 'a', 'audit_door_open_seconds').origin;
  assert.deepEqual([preset.file, preset.line], ['presets/door.yml', 18]);
});

test('a metric, with its values, buckets and limits', () => {
  const config = good('everything');
  const own = metricOf(config, 'door', 'audit_own_total');
  assert.equal(own.help, 'Two lines of help.');
  assert.equal(own.limit, 1_000_000);
  assert.deepEqual([own.value?.field.text, own.value?.scale], ['n', 0.5]);
  assert.deepEqual(own.buckets, []);
  const condition = '{"a|startswith":"x","12345678901234567890":"12345678901234567890","__proto__":1}';
  const written = '{"12345678901234567890":"12345678901234567890","a|startswith":"x","__proto__":1}';
  assert.ok([condition, written].includes(JSON.stringify(own.when?.data)));
  assert.deepEqual(metricOf(config, 'shipped', 'audit_own_bytes').buckets, [-1, 0, 1.5, 1e6]);
  assert.equal(metricOf(config, 'shipped', 'audit_own_bytes').value?.scale, 1_024);
  assert.equal(metricOf(config, 'shipped', 'audit_own_bytes').limit, 1_000);
  assert.equal(metricOf(config, 'gate', 'audit_last_event_timestamp_seconds').value?.scale, 'timestamp');
  assert.equal(metricOf(config, 'door', 'audit_door_open_seconds').value?.scale, 1e-3);
});

test('buckets by default are those of the Prometheus libraries', () => {
  const config = text(
    'sources: { a: { files: a } }\nmetrics: [{ name: x, help: X., type: histogram, value: { field: n, unit: "%" } }]',
  );
  const { buckets, value } = metricOf(config, 'a', 'x');
  assert.deepEqual(buckets, [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]);
  assert.equal(value?.scale, 0.01);
});

test('labels in all their forms', () => {
  const { labels } = metricOf(good('everything'), 'door', 'audit_own_total');
  const blank = {
    field: undefined,
    label: undefined,
    cases: undefined,
    value: undefined,
    segments: undefined,
    replace: [],
    lower: false,
    cidr: undefined,
    map: undefined,
    hmac: undefined,
    default: undefined,
    values: [],
  };
  const found = labels.map(({ name, origin: _, field, cases, hmac, ...rest }) => ({
    ...rest,
    name,
    field: field?.text,
    cases: cases?.map(({ value, when }) => [value, JSON.stringify(when.data)]),
    hmac: hmac && { ...hmac, key: Buffer.from(hmac.key).toString() },
  }));
  const key = { keyFile: '../keys/good.key', key: '0123456789abcdef0123456789abcdef' };
  assert.deepEqual(found, [
    { ...blank, name: 'plain', field: 'user' },
    { ...blank, name: 'upper', field: 'user', default: 'none', lower: true },
    {
      ...blank,
      name: 'outcome',
      cases: [
        ['200', '{"status":200}'],
        ['ok', '{"status":"ok"}'],
        ['100', '{"status":100}'],
      ],
      default: '1.0',
    },
    { ...blank, name: 'always', value: '0x1F' },
    { ...blank, name: 'known', field: 'status', values: ['ok', '200', '1.0'] },
    { ...blank, name: 'first', label: 'place', segments: { from: 0, to: 1 } },
    { ...blank, name: 'last', field: 'path', segments: { from: -1, to: undefined } },
    { ...blank, name: 'place', field: 'path', segments: { from: 1, to: -1 } },
    { ...blank, name: 'rest', field: 'path', segments: { from: 1, to: undefined } },
    {
      ...blank,
      name: 'net',
      field: 'ip',
      cidr: [
        { name: 'office', ranges: ['10.1.0.0/16'] },
        { name: 'vpn', ranges: ['10.8.0.1/32', 'fd00::/8', '::1/128'] },
      ],
      default: 'outside',
    },
    {
      ...blank,
      name: 'word',
      field: 'w',
      map: new Map([
        ['yes', 'true'],
        ['1', 'one'],
      ]),
    },
    { ...blank, name: 'short', field: 'w', replace: [{ regex: '(a+)(b+)', replacement: `$2-$\{1}` }] },
    {
      ...blank,
      name: 'shorter',
      field: 'w',
      replace: [
        { regex: 'a', replacement: 'b' },
        { regex: 'b', replacement: '' },
      ],
    },
    { ...blank, name: 'hidden', field: 'entry.code', hmac: { ...key, length: 12, keyId: false } },
    { ...blank, name: 'dated', label: 'plain', hmac: { ...key, length: 16, keyId: true } },
  ]);
});

test('keys such as __proto__ and constructor are names like any other', () => {
  const config = good('anchors-and-odd-keys');
  assert.deepEqual(
    config.sources.map((source) => source.name),
    ['__proto__', 'constructor', 'toString'],
  );
  assert.deepEqual([...sourceOf(config, 'toString').fields.keys()], ['__proto__', 'constructor']);
  const { labels } = metricOf(config, '__proto__', 'audit_odd_total');
  assert.deepEqual(
    [...(labels[0]?.map ?? [])],
    [
      ['__proto__', 'p'],
      ['constructor', 'c'],
      ['hasOwnProperty', 'h'],
    ],
  );
  assert.deepEqual(
    labels[1]?.cases?.map(({ value }) => value),
    ['__proto__', 'valueOf'],
  );
  assert.equal(sourceOf(config, 'toString').metrics.length, 0);
  assert.equal(Object.keys(Object.prototype).length, 0);
});

test('a recognised preset serves a source that names neither preset nor format', () => {
  const yaml = 'sources: { a: { files: a }, b: { files: b, format: json }, c: { files: c, preset: gate } }';
  const recognised = new Map(['a', 'b', 'c'].map((name) => [name, 'door']));
  const config = text(yaml, { recognised });
  assert.deepEqual(
    config.sources.map((source) => source.preset),
    ['door', undefined, 'gate'],
  );
  assert.equal(sourceOf(config, 'a').metrics.length, 3);
});
