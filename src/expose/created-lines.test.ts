import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counterFamily, gaugeFamily, histogramFamily } from '../../test/support/families.js';
import type { Family } from '../series/family.js';
import { openMetricsFormat, textFormat } from './format.js';
import { renderText } from './render-text.js';

/** The same family, whose series began so many seconds after the epoch. */
function begun(family: Family, seconds: number): Family {
  return { ...family, parts: family.parts.map((part) => ({ ...part, created: (slot) => seconds + slot })) };
}

const series = [
  { labels: 'user="a"', value: 2 },
  { labels: '', value: 0 },
];
const families = [
  begun(counterFamily('audit_x_total', series), 1_763_700_000.25),
  begun(histogramFamily('audit_y_seconds', [1], [{ labels: 'user="a"', counts: [3, 1], sum: 7 }]), 17),
  begun(gaugeFamily('audit_z', series), 17),
  counterFamily('audit_unknown_total', series),
];
const created = (given: readonly Family[], format = openMetricsFormat): string[] =>
  [...renderText(given, format, true)]
    .join('')
    .split('\n')
    .filter((line) => line.includes('_created'));

test('OpenMetrics tells when counters and histograms began, where that is known and asked for', () => {
  assert.deepEqual(created(families), [
    'audit_x_created{user="a"} 1763700000.25',
    'audit_x_created 1763700001.25',
    'audit_y_seconds_created{user="a"} 17',
  ]);
  assert.deepEqual(created(families, textFormat), []);
  assert.doesNotMatch([...renderText(families, openMetricsFormat)].join(''), /_created/);
});

test('a counter without a family name of its own, or whose name is taken, has no such line', () => {
  assert.deepEqual(created([begun(counterFamily('audit_x', series), 1)]), []);
  const taken = [begun(counterFamily('audit_x_total', series), 1), gaugeFamily('audit_x_created', series)];
  assert.deepEqual(created(taken), [
    '# TYPE audit_x_created gauge',
    '# HELP audit_x_created Help.',
    'audit_x_created{user="a"} 2',
    'audit_x_created 0',
  ]);
});
