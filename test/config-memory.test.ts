import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { MemoryConfig, MetricConfig } from '../src/config/config.js';
import { loadConfig } from '../src/config/load-config.js';
import { renderProblems } from '../src/config/problem.js';
import { shownFamilies } from '../src/config/shown-families.js';
import { fixtures } from './config-fixtures.js';

const { config, problems } = loadConfig(join(fixtures, 'good/memory.yml'));
assert.equal(renderProblems(problems()), '');

function metric(letter: string): MetricConfig {
  return config!.sources[0]!.metrics.find(({ name }) => name.split('_')[1] === letter)!;
}

/** Conditions and paths as they are written. */
function plain(memory: MemoryConfig | undefined): unknown {
  return JSON.parse(
    JSON.stringify(memory, (_, value) => {
      if (value instanceof Map) return [...value];
      if (typeof value !== 'object' || value === null) return value;
      return 'data' in value ? value.data : 'segments' in value ? value.text : value;
    }),
  );
}

test('a duration: defaults, and everything said', () => {
  assert.deepEqual(plain(metric('a').memory), {
    kind: 'duration',
    from: { type: 'request' },
    to: [{ type: 'response' }, { type: 'failure' }],
    key: ['request.id'],
    timeout: 300_000,
    remember: 100_000,
  });
  assert.equal(metric('a').buckets.length, 11);
  assert.equal(JSON.stringify(metric('a').when?.data), '{"kind":"call"}');
  assert.deepEqual(plain(metric('b').memory), {
    kind: 'duration',
    from: { type: 'request' },
    to: { type: 'response' },
    key: ['node', 'who'],
    timeout: 90_000,
    remember: 5,
  });
  assert.deepEqual([metric('b').buckets, metric('b').limit], [[1, 2], 7]);
});

test('a streak, with and without a number to tell', () => {
  const until = { ok: true };
  assert.deepEqual(plain(metric('c').memory), { kind: 'streak', until });
  assert.deepEqual(plain(metric('d').memory), { kind: 'streak', until, notifyAt: 5 });
  assert.deepEqual([metric('d').buckets, metric('d').labels.length], [[], 1]);
});

test('distinct values: windows as written, and one number for all windows or one for each', () => {
  const hour = { text: '1h', milliseconds: 3_600_000 };
  assert.deepEqual(plain(metric('e').memory), {
    kind: 'distinct',
    of: ['path'],
    windows: [hour],
    notifyAt: [],
  });
  assert.deepEqual(plain(metric('f').memory), {
    kind: 'distinct',
    of: ['path', 'who'],
    windows: [hour, { text: '1d12h', milliseconds: 129_600_000 }],
    notifyAt: [
      ['1h', 50],
      ['1d12h', 50],
    ],
  });
  assert.deepEqual(plain(metric('g').memory), {
    kind: 'distinct',
    of: ['path'],
    windows: [{ text: '5m', milliseconds: 300_000 }, hour, { text: '31d', milliseconds: 2_678_400_000 }],
    notifyAt: [
      ['1h', 9],
      ['5m', 3],
    ],
  });
});

test('first sightings', () => {
  const of = ['who', 'address'];
  assert.deepEqual(plain(metric('h').memory), {
    kind: 'first_seen',
    of,
    learn: 86_400_000,
    remember: 100_000,
  });
  assert.deepEqual(plain(metric('i').memory), {
    kind: 'first_seen',
    of: ['who'],
    learn: 0,
    remember: 10_000_000,
  });
});

test('secrets: all patterns, some, or only the own ones', () => {
  assert.deepEqual(metric('j').memory, { kind: 'secrets', patterns: [], builtin: undefined });
  assert.deepEqual(metric('k').memory, {
    kind: 'secrets',
    patterns: [
      { name: 'corp', regex: 'corp-[0-9a-f]{8}' },
      { name: 'a.b-c_d', regex: 'x' },
    ],
    builtin: ['jwt', 'private_key'],
  });
  assert.deepEqual(metric('l').memory, {
    kind: 'secrets',
    patterns: [{ name: 'corp', regex: 'y+' }],
    builtin: [],
  });
});

test('what each is exposed as', () => {
  const shown = [...'acdefhj'].map((letter) =>
    shownFamilies(metric(letter)).map(({ name, type }) => [name, type]),
  );
  assert.deepEqual(shown, [
    [['audit_a_seconds', 'histogram']],
    [['audit_c', 'gauge']],
    [
      ['audit_d', 'gauge'],
      ['audit_d_reached_total', 'counter'],
    ],
    [['audit_e', 'gauge']],
    [
      ['audit_f', 'gauge'],
      ['audit_f_reached_total', 'counter'],
    ],
    [['audit_h_total', 'counter']],
    [['audit_j_total', 'counter']],
  ]);
});
