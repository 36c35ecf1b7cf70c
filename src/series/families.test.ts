import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchOf, definition, fieldLabel, noTimes, valuesOf } from '../../test/support/series.js';
import type { Family } from './family.js';
import { Instrument } from './instrument.js';
import { instrumentFamilies } from './instrument-families.js';
import { plainFamily, plainHistogram } from './plain-family.js';
import { selfFamilies } from './self-families.js';
import { LAG_BUCKETS, SourceAccounts } from './source-account.js';

const instrumentOf = (name: string, help = 'Help. (presets/a.yml:1)'): Instrument =>
  new Instrument(definition({ name, help }));

test('instruments of one name are one family, in the order they came', () => {
  const [a, b, c] = [instrumentOf('x_total'), instrumentOf('y_total'), instrumentOf('x_total')];
  const families = instrumentFamilies([a, b, c]);
  assert.deepEqual(
    families.map(({ name, type, parts }) => [name, type, parts.length]),
    [
      ['x_total', 'counter', 2],
      ['y_total', 'counter', 1],
    ],
  );
  assert.deepEqual([...families[0]!.parts], [a, c]);
});

for (const [helps, expected] of [
  [['Help. (a.yml:1)'], 'Help. (a.yml:1)'],
  [['Help. (a.yml:1)', 'Help. (a.yml:1)'], 'Help. (a.yml:1)'],
  [['Help. (a.yml:1)', 'Other. (b.yml:22)'], 'Help. (a.yml:1, b.yml:22)'],
  [['Help.', 'Help. (b.yml:22)'], 'Help. (b.yml:22)'],
  [['Help (so to say).'], 'Help (so to say).'],
  [['Help (x). (dir/a (1).yml:1)'], 'Help (x). (dir/a (1).yml:1)'],
] as const) {
  test(`HELP of ${JSON.stringify(helps)}`, () => {
    const [family] = instrumentFamilies(helps.map((help) => instrumentOf('x_total', help)));
    assert.equal(family!.help, expected);
  });
}

test('plain families: labels escaped, values as given', () => {
  const family = plainFamily('gauge', 'g', 'Help.', [
    { labels: [['a', '"']], value: 3 },
    { labels: [], value: 0 },
  ]);
  assert.deepEqual(valuesOf(family.parts[0]!), [
    ['a="\\""', 3],
    ['', 0],
  ]);
  const histogram = plainHistogram('h', 'Help.', [1], [{ labels: [['a', 'b']], counts: [4, 5], sum: 6 }]);
  const [part] = histogram.parts;
  assert.deepEqual(
    [part!.bucket(0, 0), part!.bucket(0, 1), part!.sum(0), part!.labels(0)],
    [4, 5, 6, 'a="b"'],
  );
  assert.deepEqual([histogram.type, histogram.buckets, part!.size], ['histogram', [1], 1]);
});

function tally(families: readonly Family[], name: string): [string, number][] {
  const family = families.find((one) => one.name === `auditlog_exporter_${name}`);
  assert.ok(family !== undefined, name);
  return family.parts.flatMap((part) => valuesOf(part));
}

test('the exporter shows what it read, and how full each metric is', () => {
  const accounts = new SourceAccounts(['vault']);
  accounts.lines('vault', { event: 1, ignored: 2, invalid: 3, tooLong: 4 });
  accounts.readBytes('vault', 5);
  accounts.lag('vault', 6);
  accounts.files('vault', 7);
  accounts.up('vault', true);
  accounts.rotation('vault', 'rename');
  accounts.gap('vault', 9);
  accounts.eventLag('vault', 0.2);
  const read = ({ number }: { number: number }) => number;
  const instrument = new Instrument(
    definition({ limit: 1, value: { column: 0, read }, labels: [fieldLabel('n', 0)] }),
  );
  const batch = batchOf([[1], [2], ['text']]);
  for (const row of [0, 1, 2]) instrument.observe(batch, row, [-1], noTimes, 0);
  const families = selfFamilies(accounts, new Map([['vault', [instrument]]]), new Map());
  const vault = 'source="vault"';
  const metric = `${vault},metric="audit_x_total"`;
  for (const [name, values] of Object.entries({
    lines_total: [
      [`${vault},result="event"`, 1],
      [`${vault},result="ignored"`, 2],
      [`${vault},result="invalid"`, 3],
      [`${vault},result="too_long"`, 4],
    ],
    read_bytes_total: [[vault, 5]],
    lag_bytes: [[vault, 6]],
    files: [[vault, 7]],
    source_up: [[vault, 1]],
    rotations_total: [
      [`${vault},kind="rename"`, 1],
      [`${vault},kind="truncate"`, 0],
      [`${vault},kind="replace"`, 0],
      [`${vault},kind="delete"`, 0],
    ],
    gaps_total: [[vault, 1]],
    gap_bytes_total: [[vault, 9]],
    series: [[metric, 2]],
    series_limit: [[metric, 1]],
    overflow_total: [[metric, 1]],
    bad_values_total: [[metric, 1]],
  })) {
    assert.deepEqual(tally(families, name), values, name);
  }
  const lag = families.find(({ name }) => name === 'auditlog_exporter_event_lag_seconds')!;
  const [part] = lag.parts;
  assert.deepEqual(lag.buckets, LAG_BUCKETS);
  assert.deepEqual([part?.bucket(0, 1), part?.sum(0)], [1, 0.2]);
});

test('counters end with _total, nothing else does', () => {
  for (const { name, type } of selfFamilies(new SourceAccounts(['a']), new Map(), new Map())) {
    assert.equal(name.endsWith('_total'), type === 'counter', name);
  }
});
