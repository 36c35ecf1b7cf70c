import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryAccountFamilies } from './memory-account-families.js';
import { memoryFamilies } from './memory-families.js';
import type { MemoryAccount, MemoryGauge, MemoryMetric } from './memory-metric.js';
import { plainPart } from './plain-family.js';

function metric(name: string, gauges: readonly MemoryGauge[], account?: MemoryAccount): MemoryMetric {
  return {
    ...{ name, fingerprint: '', instruments: [] },
    takeOf: () => undefined,
    gauges: () => gauges,
    account: () => account,
    snapshot: () => undefined,
    restore: () => true,
  };
}

const gaugeOf = (name: string, help: string, text: string, value: number): MemoryGauge => {
  return { name, help, part: plainPart([text], [value]) };
};

test('gauges of one name are one family over all sources, whose help names every place', () => {
  const families = memoryFamilies(
    [
      metric('audit_a', [gaugeOf('audit_a', 'A. (exporter.yml:1)', 'source="x"', 1)]),
      metric('audit_b', [gaugeOf('audit_b', 'B.', 'source="x"', 2)]),
      metric('audit_a', [gaugeOf('audit_a', 'Other. (presets/p.yml:7)', 'source="y"', 3)]),
    ],
    0,
  );
  const plain = families.map(({ name, type, help, parts }) => [
    ...[name, type, help],
    ...parts.map((part) => `${part.labels(0)} ${part.value(0)}`),
  ]);
  assert.deepEqual(plain, [
    ['audit_a', 'gauge', 'A. (exporter.yml:1, presets/p.yml:7)', 'source="x" 1', 'source="y" 3'],
    ['audit_b', 'gauge', 'B.', 'source="x" 2'],
  ]);
});

test('the clock is handed on to those who ask for it', () => {
  const seen: number[] = [];
  const asking: MemoryMetric = {
    ...metric('audit_a', []),
    gauges(now) {
      seen.push(now);
      return [];
    },
  };
  assert.deepEqual(memoryFamilies([asking], 7), []);
  memoryFamilies([asking], Number.NEGATIVE_INFINITY);
  assert.deepEqual(seen, [7, Number.NEGATIVE_INFINITY]);
});

test('how full each memory is, and what became of joined events; a metric without memory has no row', () => {
  const joins = { inFlight: 4, results: { joined: 6, expired: 1 } };
  const families = memoryAccountFamilies(
    new Map([
      [
        'x',
        [
          metric('audit_a', [], { entries: 1, limit: 5, forgotten: 2, estimated: 8 }),
          metric('audit_s_total', []),
        ],
      ],
      ['y', [metric('audit_d_seconds', [], { entries: 3, limit: 9, forgotten: 0, joins })]],
    ]),
  );
  const rows = families.map(({ name, type, parts }) => [
    ...[name, type],
    ...Array.from({ length: parts[0]!.size }, (_, i) => `${parts[0]!.labels(i)} ${parts[0]!.value(i)}`),
  ]);
  const [a, d] = ['source="x",metric="audit_a"', 'source="y",metric="audit_d_seconds"'];
  const prefix = 'auditlog_exporter_';
  assert.deepEqual(rows, [
    [`${prefix}memory_entries`, 'gauge', `${a} 1`, `${d} 3`],
    [`${prefix}memory_limit`, 'gauge', `${a} 5`, `${d} 9`],
    [`${prefix}memory_forgotten_total`, 'counter', `${a} 2`, `${d} 0`],
    [`${prefix}memory_estimated`, 'gauge', `${a} 8`],
    [`${prefix}joins_total`, 'counter', `${d},result="joined" 6`, `${d},result="expired" 1`],
    [`${prefix}joins_in_flight`, 'gauge', `${d} 4`],
  ]);
});
